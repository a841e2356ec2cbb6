import type { Client } from "@temporalio/client";
import { ensureSweep, isSwept } from "../client/start/ensure-sweep.ts";
import { registerSearchAttributes } from "../temporal/search-attributes.ts";
import {
  missingSearchAttributes,
  retentionDays,
  setRetentionDays,
} from "../temporal/server-facts.ts";
import { readThrottle, setThrottle } from "../temporal/throttle.ts";
import type { Config } from "../platform/config/load-config.ts";
import type { AccountConfig } from "../platform/config/sections/account.ts";
import type { TimingConfig } from "../platform/config/sections/timing.ts";

/** One thing that `setup` would change, printed before it is done. */
export interface Change {
  /** Begins with a verb: `register search attributes ...`. */
  readonly what: string;
  readonly apply: () => Promise<void>;
}

/** What `verify`, `show` and `retry` look back on. */
const neededDays = 30;

/** What must be changed at the Temporal server, in this order; what is right already is left as it is. */
export async function planTemporal(
  client: Client,
  { account, timing }: Pick<Config, "account" | "timing">,
): Promise<Change[]> {
  const plans = [
    await planRetention(client),
    await planAttributes(client),
    await planThrottle(client, account),
    await planSweep(client, account.name, timing),
  ];
  return plans.filter((change) => change !== null);
}

/** A longer one is left: somebody chose it. */
async function planRetention(client: Client): Promise<Change | null> {
  const days = await retentionDays(client);
  if (days >= neededDays) return null;
  return {
    what: `keep ended voicemails ${neededDays} days in namespace ${client.options.namespace}, not ${days}`,
    apply: () => setRetentionDays(client, neededDays),
  };
}

async function planAttributes(client: Client): Promise<Change | null> {
  const missing = await missingSearchAttributes(client);
  if (missing.length === 0) return null;
  return {
    what: `register search attributes ${missing.join(", ")}`,
    apply: async () => {
      if (await registerSearchAttributes(client)) return;
      throw new Error("this server lets only an admin register search attributes");
    },
  };
}

async function planThrottle(
  client: Client,
  { name: account, requestsPerMinute }: AccountConfig,
): Promise<Change | null> {
  const { rate, limitOf, paused } = await readThrottle(client);
  const standing = limitOf(account);
  const wanted = requestsPerMinute ?? standing;
  if (paused.has(account) || (rate !== null && standing === wanted)) return null;
  return {
    what: `let account ${account} send ${wanted} requests a minute`,
    apply: async () => {
      if ((await setThrottle(client, account, wanted)) === "per-account") return;
      throw new Error("this server has no limits per account: one account only");
    },
  };
}

/** Its settings are those of the first worker; only a missing one is made. */
async function planSweep(
  client: Client,
  account: string,
  { budgets, sweepEveryMs: everyMs }: TimingConfig,
): Promise<Change | null> {
  if (await isSwept(client, account)) return null;
  return {
    what: `look for voicemails that no webhook announced, every ${everyMs / 1_000} s`,
    apply: async () => {
      const searchable = (await missingSearchAttributes(client)).length === 0;
      await ensureSweep(client, { account, budgets, searchable }, everyMs);
    },
  };
}

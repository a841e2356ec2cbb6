import type { Client } from "@temporalio/client";
import {
  missingSearchAttributes,
  retentionDays,
  serverVersion,
  unservedQueues,
} from "../../temporal/server-facts.ts";
import { openVoicemails } from "../../client/ask/voicemail-queries.ts";
import { readThrottle } from "../../temporal/throttle.ts";
import { bad, good, messageOf, type Check } from "./check.ts";

/** What is asked after on Monday must not be forgotten since Friday. */
const leastRetentionDays = 3;

const setupFix = "run afterbeep setup; where that may not, ask the admin of the Temporal server";

/** What was found, and what keeps an account's requests from getting a permit. */
export interface TemporalChecks {
  readonly checks: readonly Check[];
  /** The check that must be fixed first; null where permits are given. */
  readonly blocked: (account: string) => string | null;
}

/** The links that a Temporal server which answers must have. */
export async function checkTemporal(
  client: Client,
  where: string,
  accounts: readonly string[],
): Promise<TemporalChecks> {
  const server = await attempt("temporal", setupFix, async () =>
    good("temporal", `${where} answers, version ${await serverVersion(client)}`),
  );
  const { namespace } = client.options;
  const kept = await attempt(
    "namespace",
    `create namespace ${namespace}, or set TEMPORAL_NAMESPACE to one that is there`,
    async () => good("namespace", `${namespace} keeps ${daysIn(await retentionDays(client))}`),
  );
  if (!kept.ok) return { checks: [server, kept], blocked: () => kept.check };
  const checks = [
    server,
    kept,
    await attempt("retention", setupFix, () => checkRetention(client)),
    await attempt("search-attributes", setupFix, () => checkAttributes(client)),
  ];
  for (const account of accounts) {
    const throttle = await attempt("throttle", setupFix, () => checkThrottle(client, account));
    checks.push(accounts.length === 1 ? throttle : { ...throttle, account });
  }
  checks.push(
    await attempt("workers", "restart afterbeep worker", () => checkWorkers(client, accounts)),
  );
  const throttle = await readThrottle(client).catch(() => null);
  return { checks, blocked: (account) => (throttle?.paused.has(account) ? "throttle" : null) };
}

async function attempt(check: string, fix: string, look: () => Promise<Check>): Promise<Check> {
  try {
    return await look();
  } catch (error) {
    return bad(check, messageOf(error), fix);
  }
}

async function checkRetention(client: Client): Promise<Check> {
  const days = await retentionDays(client);
  const detail = `ended voicemails are kept ${daysIn(days)}`;
  return days >= leastRetentionDays
    ? good("retention", detail)
    : bad("retention", detail, setupFix);
}

async function checkAttributes(client: Client): Promise<Check> {
  const missing = await missingSearchAttributes(client);
  return missing.length === 0
    ? good("search-attributes", "all registered")
    : bad("search-attributes", `missing: ${missing.join(", ")}`, setupFix);
}

async function checkThrottle(client: Client, account: string): Promise<Check> {
  const { rate, limitOf, paused } = await readThrottle(client);
  if (paused.has(account)) {
    return bad("throttle", `account ${account} is paused`, `afterbeep resume ${account}`);
  }
  if (rate === null) return bad("throttle", "no rate per account is set", setupFix);
  const limit = limitOf(account);
  return good("throttle", `account ${account} may send ${limit} requests a minute`);
}

/** An installation that was not started yet is not broken; one where voicemails wait for nobody is. */
async function checkWorkers(client: Client, accounts: readonly string[]): Promise<Check> {
  const unserved = await unservedQueues(client);
  if (unserved.length === 0) return good("workers", "every queue is served");
  let count = 0;
  for (const account of accounts) {
    count += (await client.workflow.count(openVoicemails(account))).count;
  }
  const detail = `no worker serves ${unserved.join(", ")}; voicemails that wait: ${count}`;
  return count > 0
    ? bad("workers", detail, "start one: npm start, or afterbeep worker")
    : good("workers", `${detail}; npm start starts one`);
}

function daysIn(days: number): string {
  return days === 1 ? "1 day" : `${Math.round(days * 10) / 10} days`;
}

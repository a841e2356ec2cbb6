import type { Client } from "@temporalio/client";
import { knownAccounts } from "../../client/ask/known-accounts.ts";
import type { AccountRegistry } from "../accounts/account-registry.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";

/** Says so where the namespace has accounts that this process does not serve: workers take each other's steps. */
export async function warnOfOthers(
  client: Client,
  registry: Pick<AccountRegistry, "usable">,
  log: Logger,
): Promise<void> {
  try {
    const ours = new Set(registry.usable().map(({ name }) => name));
    const others = [...(await knownAccounts(client))].filter((name) => !ours.has(name));
    if (others.length === 0) return;
    const [account, ...more] = ours;
    log.warn(
      { ...(more.length === 0 ? { account } : {}), others },
      "this Temporal namespace has other accounts as well, which this process does not serve. See docs/run/operations.md, Several accounts",
    );
  } catch (error) {
    log.debug(loggable(error), "whether other accounts share the namespace is not known now");
  }
}

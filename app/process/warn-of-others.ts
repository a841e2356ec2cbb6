import type { Client } from "@temporalio/client";
import { knownAccounts } from "../../client/ask/known-accounts.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";

/** Says so where workers of other accounts share the namespace: they take each other's steps. */
export async function warnOfOthers(client: Client, account: string, log: Logger): Promise<void> {
  try {
    const others = [...(await knownAccounts(client))].filter((name) => name !== account);
    if (others.length === 0) return;
    log.warn(
      { account, others },
      "this Temporal namespace has other accounts as well; give each one a namespace of its own. See docs/run/operations.md, Several accounts",
    );
  } catch (error) {
    log.debug(loggable(error), "whether other accounts share the namespace is not known now");
  }
}

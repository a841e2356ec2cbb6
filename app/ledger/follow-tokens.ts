import { setTimeout as delay } from "node:timers/promises";
import { LedgerError } from "../../ledger/database/ledger-error.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import type { Config } from "../../platform/config/load-config.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import { isToLearn, learnTokens, learnTokensOnce } from "./learn-tokens.ts";
import { openLedgerOf } from "./open-ledger.ts";

/** What `setup` keeps on another machine is known here after so long. */
const lookEveryMs = 5_000;

const againAfterMs = 30_000;

/**
 * Learns the tokens of webhooks from the ledger while a receiver runs: once from the file, which others on this folder
 * tell of what they write to it; from a server again and again. A ledger that does not answer is told, and asked
 * again; what was known before stays good.
 */
export function followTokens({
  config: { storage },
  log,
}: {
  readonly config: Pick<Config, "storage">;
  readonly log: Logger;
}): AsyncDisposable {
  if (!isToLearn(storage)) return { [Symbol.asyncDispose]: () => Promise.resolve() };
  const isShared = storage.ledger.url !== null;
  const closing = new AbortController();
  const following = (async () => {
    let ledger: Ledger | null = null;
    let told = "";
    const tell = (fields: object, message: string, what: string): void => {
      if (what !== told) log.warn(fields, message);
      told = what;
    };
    try {
      while (!closing.signal.aborted) {
        let failed = false;
        try {
          if (isShared) ledger ??= await openLedgerOf(storage);
          const [misfit] = await (ledger ? learnTokens(ledger, storage) : learnTokensOnce(storage));
          if (!misfit) told = "";
          else
            tell(misfit, "a webhook's token cannot be read: its webhooks are refused", misfit.why);
          if (!isShared) return;
        } catch (error) {
          failed = true;
          const what = error instanceof LedgerError ? error.fault : String(error);
          tell(
            loggable(error),
            "the ledger does not answer: webhooks are taken with the tokens that were known before",
            what,
          );
        }
        await delay(failed ? againAfterMs : lookEveryMs, null, { signal: closing.signal }).catch(
          () => {},
        );
      }
    } finally {
      await ledger?.[Symbol.asyncDispose]();
    }
  })();
  return {
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await following;
    },
  };
}

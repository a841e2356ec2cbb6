import { setTimeout as delay } from "node:timers/promises";
import type { Credential, Disconnected } from "../../domain/account/credential.ts";
import type { Installation, InstallationTokens } from "../../domain/account/installation.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { KeptLedger } from "../ledger/keep-ledger.ts";
import { createListeners, type AccountSource } from "./account-source.ts";

/** An installation and what it is worth now. */
export interface InstalledAccount extends Installation {
  /** Null: no key opens its token. */
  readonly credential: Credential | Disconnected | null;
  /** Null where it is disconnected, or no key opens them. */
  readonly tokens: InstallationTokens | null;
}

/** The ledger's installations as they were when it last answered. */
export interface InstalledAccounts extends AsyncDisposable {
  /** Null before its first answer. */
  readonly current: () => readonly InstalledAccount[] | null;
  readonly onChange: AccountSource["onChange"];
  /** Looks at once: somebody knows that there is news. */
  readonly look: () => Promise<void>;
}

export interface FollowOptions {
  readonly ledger: KeptLedger;
  readonly log: Logger;
  /** What is to be done with what has changed. (Default: nothing) */
  readonly onNews?: () => Promise<unknown>;
  /** Between two looks, milliseconds. (Default: 2,000) */
  readonly everyMs?: number;
}

/**
 * Follows the installations: whatever process installs, renews or disconnects one, this one acts on it with the next
 * look. While the ledger does not answer, what was known stays in force.
 */
export function followInstallations(options: FollowOptions): InstalledAccounts {
  const { ledger, log, onNews, everyMs = 2_000 } = options;
  const changed = createListeners();
  const closing = new AbortController();
  let current: readonly InstalledAccount[] | null = null;
  let rows = "";
  let told = "";

  const read = async (): Promise<void> => {
    const { installations } = await ledger.get();
    const found = await installations.list();
    const seen = JSON.stringify(found);
    if (seen === rows) return;
    current = await Promise.all(
      found.map((installation) => worthOf(installation, installations.tokens, log)),
    );
    rows = seen;
    try {
      await onNews?.();
    } finally {
      changed.call();
    }
  };
  const look = async (): Promise<void> => {
    try {
      await read();
      told = "";
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      if (why !== told) {
        log.warn(
          loggable(error),
          "the ledger does not answer: accounts that are installed or disconnected now are taken later",
        );
      }
      told = why;
    }
  };
  /** One at a time: a look that was asked for must see what was there when it was. */
  let looking: Promise<void> = Promise.resolve();
  const lookNow = (): Promise<void> => (looking = looking.then(look));
  const following = (async () => {
    while (!closing.signal.aborted) {
      await lookNow();
      await delay(everyMs, null, { signal: closing.signal }).catch(() => {});
    }
  })();
  return {
    current: () => current,
    onChange: changed.add,
    look: lookNow,
    [Symbol.asyncDispose]: async () => {
      closing.abort();
      await following;
      await looking;
    },
  };
}

/** An installation with its tokens. One whose token no key opens is told, and does not work until one does. */
export async function worthOf(
  installation: Installation,
  tokensOf: (account: string) => Promise<InstallationTokens | null>,
  log: Pick<Logger, "error">,
): Promise<InstalledAccount> {
  const { account, state, reason } = installation;
  if (state === "disconnected") {
    const disconnected = reason ?? "it was disconnected";
    return { ...installation, tokens: null, credential: { disconnected } };
  }
  try {
    const tokens = await tokensOf(account);
    const credential = tokens
      ? { accessToken: tokens.accessToken }
      : { disconnected: "it was disconnected a moment ago" };
    return { ...installation, tokens, credential };
  } catch (error) {
    if (!isKeyFault(error)) throw error;
    log.error({ account, ...loggable(error) }, "the account's token cannot be read");
    return { ...installation, tokens: null, credential: null };
  }
}

/** By its field: the ledger's code is loaded only where it is used. */
function isKeyFault(error: unknown): boolean {
  return error instanceof Error && "fault" in error && error.fault === "key";
}

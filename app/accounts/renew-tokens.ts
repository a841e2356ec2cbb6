import { AircallHttpError } from "../../aircall/http/errors.ts";
import { TokenRefusedError, type TokenClient } from "../../aircall/oauth/token-client.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { KeptLedger } from "../ledger/keep-ledger.ts";
import type { AccountRegistry } from "./account-registry.ts";
import type { InstalledAccount, InstalledAccounts } from "./installed-accounts.ts";

export interface RenewOptions {
  readonly registry: Pick<AccountRegistry, "get" | "usable" | "credentials" | "onCredential">;
  readonly installed: InstalledAccounts;
  readonly ledger: KeptLedger;
  /** Null where this process has no client id and secret: tokens for good need none. */
  readonly tokenClient: TokenClient | null;
  readonly log: Logger;
  /** A token that Aircall refuses for so long is dead, milliseconds. (Default: five minutes) */
  readonly lastingMs?: number;
  /** Between two looks, milliseconds. (Default: 1,000) */
  readonly everyMs?: number;
}

/** A minute before its end a token is renewed; of one that lives for less than five, at four fifths of its life. */
const beforeEndMs = 60_000;

/**
 * Keeps the tokens of installed accounts good: those with a refresh token are renewed before they end, and when Aircall
 * refuses them. An account whose token is refused and cannot be renewed is disconnected: its work waits until it is
 * installed again.
 */
export function renewTokens(options: RenewOptions): AsyncDisposable {
  const { registry, installed, ledger, tokenClient, log } = options;
  const { lastingMs = 5 * 60_000, everyMs = 1_000 } = options;
  const refusedSince = new Map<string, number>();
  /** By account, when the next try is due: a failed one is not repeated at once. */
  const notBefore = new Map<string, number>();

  const disconnect = async (account: string, reason: string): Promise<void> => {
    await (await ledger.get()).installations.disconnect(account, reason);
    refusedSince.delete(account);
    await installed.look();
  };
  const isLasting = (account: string): boolean =>
    Date.now() - (refusedSince.get(account) ?? Infinity) >= lastingMs;
  const renew = async ({ account, tokens }: InstalledAccount): Promise<void> => {
    if (!tokenClient || !tokens) return;
    const { installations } = await ledger.get();
    try {
      await installations.rotate({ account, seen: tokens.version, refresh: tokenClient.refresh });
      log.info({ account }, "the account's token was renewed");
      await installed.look();
    } catch (error) {
      // The old one may live on for a while: it is used until Aircall refuses it, too.
      if (!isFinal(error) || registry.credentials()[account] !== false) throw error;
      // Another process may have had the new one, and this one its answer late.
      const latest = await installations.tokens(account);
      if (latest?.version !== tokens.version) return installed.look();
      await disconnect(account, "Aircall refuses its token, and gives no other for it");
    }
  };
  /** Nothing is sent for it, so nothing is known of its token. */
  const isSetAside = (account: string): boolean => {
    const served = registry.usable().find(({ name }) => name === account);
    return served !== undefined && "disconnected" in served.credential;
  };
  const tendOne = async (one: InstalledAccount): Promise<void> => {
    const { account, tokens } = one;
    if (isSetAside(account)) return;
    const isRefused = registry.credentials()[account] === false;
    if (isRefused) refusedSince.set(account, refusedSince.get(account) ?? Date.now());
    else refusedSince.delete(account);
    if (!tokens || Date.now() < (notBefore.get(account) ?? 0)) return;
    if (tokens.refreshToken !== null && (isRefused || isDue(one))) return renew(one);
    if (!isRefused || !isLasting(account)) return;
    if (await isStillRefused(account)) {
      await disconnect(account, "Aircall refuses its token; the company may have removed us");
    }
  };
  /** Asks Aircall itself: what was refused minutes ago may be taken again. */
  const isStillRefused = async (account: string): Promise<boolean> => {
    try {
      await registry.get(account)?.client.company.ping({ resumedAt: Date.now() });
      return false;
    } catch (error) {
      return error instanceof AircallHttpError && [401, 403].includes(error.status);
    }
  };
  /** By account: one that is slow to be answered holds up no other. */
  const underWay = new Map<string, Promise<void>>();
  const tendNow = (): void => {
    for (const one of installed.current() ?? []) {
      const { account } = one;
      if (underWay.has(account)) continue;
      const tended = tendOne(one)
        .catch((error: unknown) => {
          notBefore.set(account, Date.now() + 10 * everyMs);
          log.warn(
            { account, ...loggable(error) },
            "the account's token cannot be renewed now; it is tried again",
          );
        })
        .finally(() => underWay.delete(account));
      underWay.set(account, tended);
    }
  };
  const timer = setInterval(tendNow, everyMs);
  const followed = registry.onCredential(tendNow);
  return {
    [Symbol.asyncDispose]: async () => {
      clearInterval(timer);
      followed[Symbol.dispose]();
      await Promise.all(underWay.values());
    },
  };
}

function isDue({ tokens, changedAt }: InstalledAccount): boolean {
  const expiresAt = tokens?.expiresAt ?? null;
  if (expiresAt === null) return false;
  const aheadMs = Math.min(beforeEndMs, (expiresAt - changedAt) / 5);
  return Date.now() >= expiresAt - aheadMs;
}

/** Aircall has said that it gives none: a network that fails, or a limit, says nothing. */
function isFinal(error: unknown): boolean {
  return error instanceof TokenRefusedError && error.word === "invalid_grant";
}

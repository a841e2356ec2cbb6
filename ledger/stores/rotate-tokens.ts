import { setTimeout as delay } from "node:timers/promises";
import { RefreshError } from "../../domain/account/installation-errors.ts";
import type {
  InstallationTokens,
  OAuthTokens,
  Rotation,
} from "../../domain/account/installation.ts";
import { LedgerError, type LedgerFault } from "../database/ledger-error.ts";
import type { Leases } from "./leases.ts";

interface Tokens {
  readonly leases: Leases;
  /** So long the turn of a process lasts. */
  readonly refreshMs: number;
  readonly tokens: (account: string) => Promise<InstallationTokens | null>;
  /** Null when they are not those that were seen any more. */
  readonly replace: (
    account: string,
    seen: number,
    fresh: OAuthTokens,
  ) => Promise<InstallationTokens | null>;
}

const lookEveryMs = 100;

/**
 * Aircall may take a refresh token only once: of all processes that were refused at the same moment one trades it, and
 * the others wait for what it gets. One that was killed within loses its turn, and the next one tries.
 */
export async function rotateTokens(
  { account, seen, refresh }: Rotation,
  { leases, refreshMs, tokens, replace }: Tokens,
): Promise<InstallationTokens | null> {
  const deadline = Date.now() + 2 * refreshMs;
  for (;;) {
    const held = await tokens(account);
    if (held === null || held.version !== seen) return held;
    if (held.refreshToken === null) {
      throw new RefreshError(
        `Aircall has given no refresh token for account ${account}: install it again`,
      );
    }
    const turnEnds = Date.now() + refreshMs;
    const lease = await leases.take(`refresh:${account}`, refreshMs);
    if (lease) {
      try {
        // Whoever had the turn before may have been done a moment ago.
        const latest = await tokens(account);
        if (latest === null || latest.version !== seen) return latest;
        // It ends before the turn does: what comes later must not overtake the next one's.
        const fresh = await refresh(held.refreshToken, refreshMs * 0.8);
        const kept = await insistently(turnEnds, () => replace(account, seen, fresh));
        return kept ?? (await tokens(account));
      } finally {
        await lease.release();
      }
    }
    if (Date.now() > deadline) {
      throw new RefreshError(
        `another process has been refreshing the token of account ${account} for ${(2 * refreshMs) / 1_000} s`,
      );
    }
    await delay(lookEveryMs);
  }
}

/**
 * The refresh token is used up: what it was traded for must not be lost because the ledger is locked for a moment. When
 * the turn is over another process may have the next one.
 */
async function insistently<T>(turnEnds: number, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const mayPass = error instanceof LedgerError && passing.has(error.fault);
      if (!mayPass || Date.now() > turnEnds) throw error;
      await delay(5 * lookEveryMs);
    }
  }
}

const passing: ReadonlySet<LedgerFault> = new Set(["locked", "unreachable"]);

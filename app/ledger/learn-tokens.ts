import { statSync } from "node:fs";
import { rename, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { ConfigError } from "../../platform/config/config-error.ts";
import { loadConfiguration, type Configuration } from "../../platform/config/load-accounts.ts";
import type { Environment } from "../../platform/config/load-config.ts";
import type { StorageConfig } from "../../platform/config/sections/storage.ts";
import { createSealer, type Misfit } from "../../platform/encryption/sealer.ts";
import { syncFolder } from "../../platform/files/write-whole.ts";
import { underLock } from "../../platform/process/lock.ts";
import { hasKeptToken, tokenBooks } from "../webhook-tokens.ts";
import { openLedgerOf } from "./open-ledger.ts";

type Storage = Pick<StorageConfig, "data" | "ledger">;

const lockTimeoutMs = 30_000;

/**
 * Whether the ledger may have tokens that are not known here, or is to be given some. To load it for nothing would cost
 * a receiver 20 MB.
 */
export function isToLearn({ data, ledger: { url, file, keys } }: Storage): boolean {
  const { known, former } = tokenBooks(data);
  if (url !== null || former.isThere()) return true;
  const changedAt = Math.max(...[file, `${file}-wal`].map(changeOf));
  if (changedAt === 0) return false;
  const { isStale } = createSealer(keys);
  return changeOf(known.file) < changedAt || Object.values(known.all()).flat().some(isStale);
}

function changeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** Opens the ledger for as long as it takes, and learns. */
export async function learnTokensOnce(storage: Storage): Promise<readonly Misfit[]> {
  let misfits: readonly Misfit[];
  {
    await using ledger = await openLedgerOf(storage);
    misfits = await learnTokens(ledger, storage);
  }
  // Closing it has changed its file, but told nothing new.
  const now = new Date();
  await utimes(tokenBooks(storage.data).known.file, now, now);
  return misfits;
}

/**
 * Writes down the ledger's tokens where receivers on this folder read them; before that, moves those of version 0.1 to
 * the ledger.
 *
 * @returns what no key opens
 * @throws LedgerError; when the disk does not take the file
 */
export async function learnTokens(
  { webhookTokens }: Pick<Ledger, "webhookTokens">,
  { data, ledger: { keys } }: Storage,
): Promise<readonly Misfit[]> {
  const { known, former } = tokenBooks(data);
  const learn = async (): Promise<readonly Misfit[]> => {
    const kept = await webhookTokens.list();
    const byAccount = Map.groupBy(kept, ({ account }) => account);
    await known.write(
      Object.fromEntries(
        [...byAccount].map(([account, tokens]) => [account, tokens.map((token) => token.kept)]),
      ),
    );
    const sealer = createSealer(keys);
    return kept
      .filter(({ token }) => token === null)
      .map((one) => sealer.misfitOf(one.kept, `a webhook's token of account ${one.account}`));
  };
  if (!former.isThere()) return learn();
  // Version 0.1 took the same lock when it added one.
  return underLock(join(data, "webhook-tokens.lock"), lockTimeoutMs, async () => {
    for (const [account, tokens] of Object.entries(former.all())) {
      for (const token of tokens) await webhookTokens.keep(account, token, null);
    }
    const misfits = await learn();
    // Only now: a process that is killed before begins again, and no receiver misses one meanwhile.
    if (former.isThere()) {
      await rename(former.file, `${former.file}.moved`);
      await syncFolder(data);
    }
    return misfits;
  });
}

/** Adds a token to the ledger, and tells receivers on this folder at once. */
export async function keepToken(
  ledger: Pick<Ledger, "webhookTokens">,
  storage: Storage,
  { account, token, webhookId }: KeptToken,
): Promise<void> {
  await ledger.webhookTokens.keep(account, token, webhookId);
  await learnTokens(ledger, storage);
}

interface KeptToken {
  readonly account: string;
  readonly token: string;
  readonly webhookId: string | null;
}

/**
 * Before the configuration says that a token is missing: looks whether the ledger has one, where no file of this
 * folder has.
 *
 * @throws LedgerError
 */
export async function learnTokensFirst(env: Environment): Promise<void> {
  const configured = usable(env);
  if (!configured) return;
  const {
    accounts,
    config: { storage },
  } = configured;
  // Of others a token is not demanded: they are learned while the receiver runs.
  const lacks = ({ webhookTokens, name, origin }: (typeof accounts)[number]): boolean =>
    origin === "environment" && webhookTokens.length === 0 && !hasKeptToken(storage.data, name);
  if (!accounts.some(lacks) || !isToLearn(storage)) return;
  await learnTokensOnce(storage);
}

/** Null for one that is wrong: whoever loads it for good tells all of that. */
function usable(env: Environment): Configuration | null {
  try {
    return loadConfiguration(env);
  } catch (error) {
    if (error instanceof ConfigError) return null;
    throw error;
  }
}

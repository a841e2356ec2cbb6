import { join } from "node:path";
import { openTokenBook, type TokenBook } from "../client/webhook/token-book.ts";
import { placeOfWebhookToken } from "../domain/account/webhook-token.ts";
import type { Config } from "../platform/config/load-config.ts";
import type { StorageConfig } from "../platform/config/sections/storage.ts";
import { createSealer } from "../platform/encryption/sealer.ts";

/**
 * What a receiver reads of the tokens that the ledger keeps. It must take webhooks also when the ledger does not
 * answer, so it never asks the ledger for one.
 */
interface TokenBooks {
  /** What was last read in the ledger, or written to it, sealed as there: `app/ledger` keeps it. */
  readonly known: TokenBook;
  /** Where version 0.1 kept them, in clear, until they are moved to the ledger. */
  readonly former: TokenBook;
}

const books = new Map<string, TokenBooks>();

/** @param folder `AFTERBEEP_DATA` */
export function tokenBooks(folder: string): TokenBooks {
  const opened = books.get(folder) ?? {
    known: openTokenBook(join(folder, "webhook-tokens.known.json")),
    former: openTokenBook(join(folder, "webhook-tokens.json")),
  };
  books.set(folder, opened);
  return opened;
}

/**
 * The tokens that the account's webhooks may carry: the configured ones and those that the ledger keeps, the latest
 * last.
 */
export function webhookTokens({
  account,
  storage,
}: Pick<Config, "account" | "storage">): readonly string[] {
  return [...account.webhookTokens, ...keptTokens(storage, account.name)];
}

function keptTokens(
  { data, ledger }: Pick<StorageConfig, "data" | "ledger">,
  account: string,
): readonly string[] {
  const { former, known } = tokenBooks(data);
  const sealer = createSealer(ledger.keys);
  const opened = known
    .entriesOf(account)
    .map((kept) => sealer.open(kept, placeOfWebhookToken(account)))
    .filter((token) => token !== null);
  return [...new Set([...former.entriesOf(account), ...opened])];
}

/** Whether one is kept: what `loadConfig` asks where the environment has none. */
export function hasKeptToken(folder: string, account: string): boolean {
  const { former, known } = tokenBooks(folder);
  return [former, known].some((book) => book.entriesOf(account).length > 0);
}

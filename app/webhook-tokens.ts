import { openTokenBook, type TokenBook } from "../client/webhook/token-book.ts";
import type { Config } from "../platform/config/load-config.ts";

const books = new Map<string, TokenBook>();

/**
 * What `setup` has kept.
 *
 * @param folder `AFTERBEEP_DATA`
 */
export function tokenBook(folder: string): TokenBook {
  const book = books.get(folder) ?? openTokenBook(folder);
  books.set(folder, book);
  return book;
}

/** The tokens that the account's webhooks may carry: the configured ones and those that `setup` keeps. */
export function webhookTokens({
  account,
  storage,
}: Pick<Config, "account" | "storage">): readonly string[] {
  return [...account.webhookTokens, ...tokenBook(storage.data).tokensOf(account.name)];
}

/** Whether `setup` has kept one: what `loadConfig` asks where the environment has none. */
export function hasKeptToken(folder: string, account: string): boolean {
  return tokenBook(folder).tokensOf(account).length > 0;
}

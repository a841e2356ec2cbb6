import { openTokenBook, type TokenBook } from "../client/webhook/token-book.ts";
import type { Config } from "../platform/config/load-config.ts";

const books = new Map<string, TokenBook>();

/** What `setup` has kept under `AFTERBEEP_DATA`. */
export function tokenBook({ AFTERBEEP_DATA: folder }: Pick<Config, "AFTERBEEP_DATA">): TokenBook {
  const book = books.get(folder) ?? openTokenBook(folder);
  books.set(folder, book);
  return book;
}

/** The tokens that the account's webhooks may carry: the configured ones and those that `setup` keeps. */
export function webhookTokens(config: Config): readonly string[] {
  const { AIRCALL_ACCOUNT: account, AIRCALL_WEBHOOK_TOKEN: configured = [] } = config;
  return [...configured, ...tokenBook(config).tokensOf(account)];
}

/** Whether `setup` has kept one: what `loadConfig` asks where the environment has none. */
export function hasKeptToken(folder: string, account: string): boolean {
  return tokenBook({ AFTERBEEP_DATA: folder }).tokensOf(account).length > 0;
}

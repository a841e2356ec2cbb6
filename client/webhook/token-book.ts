import { readFileSync, statSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { parseJson } from "../../domain/parse-json.ts";
import { underLock } from "../../platform/process/lock.ts";
import { syncFolder, writeWhole } from "../../platform/files/write-whole.ts";

/** Tokens of webhooks that `setup` registered, by account. Only this file and Aircall know them. */
export interface TokenBook {
  readonly tokensOf: (account: string) => readonly string[];
  /**
   * Adds a token; the ones before stay good, for deliveries that are under way.
   *
   * @throws when another process has been adding one for half a minute, or the disk does not take
   * it
   */
  readonly keep: (account: string, token: string) => Promise<void>;
  readonly file: string;
}

const book = z.record(z.string(), z.array(z.string()));
type Tokens = z.infer<typeof book>;

const lockTimeoutMs = 30_000;

/** What another process adds is seen at once. A file that is torn counts as empty. */
export function openTokenBook(dataFolder: string): TokenBook {
  const file = join(dataFolder, "webhook-tokens.json");
  let readState = "";
  let tokens: Tokens = {};

  const read = (): Tokens => {
    const state = stateOf(file);
    if (state === readState) return tokens;
    readState = state;
    tokens =
      state === absent ? {} : (book.safeParse(parseJson(readFileSync(file, "utf8"))).data ?? {});
    return tokens;
  };

  return {
    file,
    tokensOf: (account) => read()[account] ?? [],
    keep: async (account, token) => {
      await mkdir(dataFolder, { recursive: true, mode: 0o700 });
      // Read and written under one lock: of two `setup`s at once neither may lose the other's
      // token.
      await underLock(join(dataFolder, "webhook-tokens.lock"), lockTimeoutMs, async () => {
        const known = read()[account] ?? [];
        if (known.includes(token)) return;
        const all = { ...tokens, [account]: [...known, token] };
        await writeWhole(file, `${JSON.stringify(all, null, 2)}\n`);
        await syncFolder(dataFolder);
      });
    },
  };
}

const absent = "absent";

/**
 * Changes whenever the file is replaced, also twice within the clock's resolution. Takes
 * microseconds.
 */
function stateOf(file: string): string {
  const found = statSync(file, { throwIfNoEntry: false, bigint: true });
  return found ? `${found.ino} ${found.ctimeNs} ${found.size}` : absent;
}

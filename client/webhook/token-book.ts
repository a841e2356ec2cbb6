import { readFileSync, statSync } from "node:fs";
import { mkdir, open, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { randomUUID } from "node:crypto";
import { z } from "zod";

/** Tokens of webhooks that `setup` registered, by account. Only this file and Aircall know them. */
export interface TokenBook {
  readonly tokensOf: (account: string) => readonly string[];
  /** Adds a token; the ones before stay good, for deliveries that are under way. */
  readonly keep: (account: string, token: string) => Promise<void>;
  /** Where they are kept. */
  readonly file: string;
}

const book = z.record(z.string(), z.array(z.string()));

/** What another process adds is seen at once. A file that is torn counts as empty. */
export function openTokenBook(dataFolder: string): TokenBook {
  const file = join(dataFolder, "webhook-tokens.json");
  let readAt = -1;
  let tokens: z.infer<typeof book> = {};

  const refresh = (): void => {
    const changedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (changedAt === readAt) return;
    readAt = changedAt;
    tokens = changedAt === 0 ? {} : (book.safeParse(parse(readFileSync(file, "utf8"))).data ?? {});
  };

  return {
    file,
    tokensOf: (account) => {
      refresh();
      return tokens[account] ?? [];
    },
    keep: async (account, token) => {
      refresh();
      const known = tokens[account] ?? [];
      if (known.includes(token)) return;
      await mkdir(dirname(file), { recursive: true });
      const temporary = `${file}.${randomUUID()}`;
      const handle = await open(temporary, "wx", 0o600);
      try {
        await handle.writeFile(
          `${JSON.stringify({ ...tokens, [account]: [...known, token] }, null, 2)}\n`,
        );
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(temporary, file);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

import { readFileSync, statSync } from "node:fs";
import { z } from "zod";
import { parseJson } from "../../domain/parse-json.ts";
import { writeWhole } from "../../platform/files/write-whole.ts";

/** A file with the tokens of webhooks, by account, that a receiver reads at each webhook. */
export interface TokenBook {
  readonly file: string;
  readonly isThere: () => boolean;
  /** As they stand in it. */
  readonly entriesOf: (account: string) => readonly string[];
  readonly all: () => Entries;
  /** Replaces all of them, where they are others. */
  readonly write: (entries: Entries) => Promise<void>;
}

const book = z.record(z.string(), z.array(z.string()));
type Entries = z.infer<typeof book>;

/** What another process writes is seen at once. A file that is torn counts as empty. */
export function openTokenBook(file: string): TokenBook {
  let readState = "";
  let text = "";
  let entries: Entries = {};

  const read = (): Entries => {
    const state = stateOf(file);
    if (state === readState) return entries;
    readState = state;
    text = state === absent ? "" : readFileSync(file, "utf8");
    entries = book.safeParse(parseJson(text)).data ?? {};
    return entries;
  };

  return {
    file,
    isThere: () => stateOf(file) !== absent,
    entriesOf: (account) => {
      const all = read();
      // An account may be called `constructor`.
      return Object.hasOwn(all, account) ? (all[account] ?? []) : [];
    },
    all: read,
    write: async (wanted) => {
      read();
      const wantedText = `${JSON.stringify(wanted, null, 2)}\n`;
      if (wantedText !== text) await writeWhole(file, wantedText);
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

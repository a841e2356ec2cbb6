import { readFileSync, statSync } from "node:fs";

/** What a file holds, or why it cannot be read. */
export type ReadText =
  | { readonly is: string }
  | { readonly fault: string; readonly code: string | null; readonly cause?: unknown };

/**
 * Reads a file as text, in UTF-8, with or without a byte order mark.
 *
 * @param most bytes; a larger file is not read at all
 */
export function readText(path: string, most: number): ReadText {
  try {
    const seen = statSync(path);
    // A pipe would be waited for, a device never ends.
    if (!seen.isFile()) {
      return { fault: "is not a file", code: null };
    }
    if (seen.size > most) {
      return { fault: `has more than ${Math.floor(most / 1024)} KB`, code: null };
    }
    const bytes = readFileSync(path);
    return { is: new TextDecoder("utf-8", { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { fault: "is not UTF-8 text", code: null };
    const code = error instanceof Error && "code" in error ? String(error.code) : "no reason given";
    return { fault: `cannot be read (${code})`, code, cause: error };
  }
}

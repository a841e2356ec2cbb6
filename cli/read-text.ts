import { readFile } from "node:fs/promises";
import { text as textOf } from "node:stream/consumers";
import { mustBeFile } from "../platform/files/must-be-file.ts";

/**
 * What people wrote in a file, or on standard input where they name none.
 *
 * @throws when it is not there, or no text, such as a recording
 */
export async function readText(file: string | undefined): Promise<string> {
  if (file !== undefined) await mustBeFile(file);
  const text = file === undefined ? await textOf(process.stdin) : await readFile(file, "utf8");
  if (text.includes("\0")) {
    throw new Error(
      `${file ?? "standard input"} is no text. A recording is heard by: afterbeep transcribe ${file ?? "<file>"}`,
    );
  }
  return text;
}

import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join, relative } from "node:path";
import { z } from "zod";
import { audioFilesIn } from "../audio/audio-files.ts";
import type { Label } from "./label.ts";

const label = z.object({
  file: z.string(),
  set: z.string().default("all"),
  text: z.string().nullable(),
  language: z.string().optional(),
  beep: z.literal(true).optional(),
});

/**
 * What is known of the recordings in a folder: `labels.jsonl`, or beside each `name.mp3` a
 * `name.txt` with what is said in it.
 *
 * @throws when there is neither, or a line is not readable
 */
export async function labelsIn(folder: string): Promise<readonly Label[]> {
  const list = join(folder, "labels.jsonl");
  if (existsSync(list)) return parseLines(list, await readFile(list, "utf8"));
  const labels: Label[] = [];
  for (const found of await audioFilesIn([folder])) {
    const text = found.file.replace(/\.[^.]+$/, ".txt");
    if ("fault" in found || !existsSync(text)) continue;
    labels.push({
      file: relative(folder, found.file),
      set: "all",
      text: (await readFile(text, "utf8")).trim(),
    });
  }
  if (labels.length === 0) {
    throw new Error(
      `${folder} holds no labelled recordings: put name.txt beside name.mp3, with what is said in it, or a labels.jsonl`,
    );
  }
  return labels;
}

function parseLines(file: string, text: string): readonly Label[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line, index) => {
      try {
        const { language, beep, ...known } = label.parse(JSON.parse(line));
        return { ...known, ...(language ? { language } : {}), ...(beep ? { beep } : {}) };
      } catch {
        throw new Error(
          `${file}, line ${index + 1}: expected {"file", "text", "set"?, "language"?, "beep"?}`,
        );
      }
    });
}

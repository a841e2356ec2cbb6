import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join as path } from "node:path";
import { samplesOf } from "../record.ts";
import { join, rate, silence, type Sound } from "../sounds.ts";
import { atLevel, trimmed } from "./levels.ts";

const prompts = "/usr/share/asterisk/sounds/en_US_f_Allison";

const words = [
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen",
  "sixteen seventeen eighteen nineteen twenty",
].flatMap((line) => line.split(" "));

const prompt: Readonly<Record<string, string>> = {
  ...Object.fromEntries(words.map((word, number) => [word, `digits/${number}`])),
  thirty: "digits/30",
  forty: "digits/40",
  fifty: "digits/50",
  ninety: "digits/90",
  oh: "digits/oh",
  hundred: "digits/hundred",
  thousand: "digits/thousand",
  first: "digits/h-1",
  fourth: "digits/h-4",
};

/** Allison's prompts for words of numbers and for letters, with so many seconds between them. */
export function allison(said: readonly string[], gap: number): Sound {
  const sounds = said.flatMap((word) => {
    const file = `${prompts}/${prompt[word] ?? `letters/${word}`}.wav`;
    if (!existsSync(file)) throw new Error(`Allison does not say ${word}`);
    return [atLevel(trimmed(samplesOf(file, rate), 0.05), -22), silence(gap)];
  });
  return join(...sounds);
}

/** One of flite's voices, faster than usual above 1. */
export function flite(voice: string, text: string, speed = 1): Sound {
  const folder = mkdtempSync(path(tmpdir(), "afterbeep-clips-"));
  const file = path(folder, "said.wav");
  const options = [
    "-voice",
    voice.replace("flite-", ""),
    "--setf",
    `duration_stretch=${1 / speed}`,
  ];
  execFileSync("flite", [...options, "-t", text, "-o", file]);
  const sound = samplesOf(file, rate);
  rmSync(folder, { recursive: true });
  return sound;
}

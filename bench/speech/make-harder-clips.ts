/*
 * Makes the harder sets of bench/speech/clips anew, and their lines of labels.jsonl; leaves all
 * others as they are: `node bench/speech/make-harder-clips.ts <folder>`.
 * Needs Debian's sox, libsox-fmt-mp3, flite, espeak-ng, asterisk-core-sounds-en-wav, and in
 * <folder> what README.md says.
 */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join as path } from "node:path";
import { labelsIn } from "../../speech/scoring/labels-in.ts";
import { accents } from "./harder/accents.ts";
import { callerNumbers } from "./harder/caller-numbers.ts";
import { inNoise } from "./harder/in-noise.ts";
import { neuralVoices } from "./harder/neural-voices.ts";
import { offsets } from "./harder/offsets.ts";
import { spelledNames } from "./harder/spelled-names.ts";
import { clips, telephone } from "./record.ts";

const folder = process.argv[2] ?? "wheels";
const list = path(clips, "labels.jsonl");
const labels = await labelsIn(clips);
const say = neuralVoices(folder);
const harder = [
  ...callerNumbers(say),
  ...spelledNames(say),
  ...accents(say),
  ...inNoise(labels, say),
  ...offsets(say),
];
const sets = new Set(harder.map(({ set }) => set));
for (const home of new Set(harder.map(({ file }) => dirname(file)))) {
  rmSync(path(clips, home), { recursive: true, force: true });
}
const kept = readFileSync(list, "utf8")
  .split("\n")
  .filter((_, index) => !sets.has(labels[index]?.set ?? ""));
for (const { file, sound, decibels, recorded } of harder) {
  telephone(file, sound, decibels, recorded);
}
const lines = harder.map(({ file, set, text }) => `${JSON.stringify({ file, set, text })}\n`);
writeFileSync(list, kept.join("\n") + lines.join(""));

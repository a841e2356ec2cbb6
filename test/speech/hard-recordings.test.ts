import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { decodeWithWasm } from "../../speech/audio/wasm/wasm-decoder.ts";
import { toWav } from "../../speech/audio/wav.ts";
import { createLocalEngine } from "../../speech/engines/local-engine.ts";
import { wordErrors } from "../../speech/scoring/word-errors.ts";
import { createTranscriber } from "../../speech/transcriber.ts";
import { createVoiceActivity } from "../../speech/voice-activity.ts";
import { sample } from "../support/aircall.ts";

/*
 * What telephones, lines and gateways do to a voice: each of these was heard as empty, or in parts.
 */

const transcriber = createTranscriber({
  engines: [createLocalEngine({ modelDir: null })],
  decoder: { name: "WASM", decode: decodeWithWasm },
  voiceActivity: createVoiceActivity(),
});
afterAll(() => transcriber.close());

const outage =
  "Good morning. Our whole website is down, and nobody can log in. We cannot take any orders. Please call me as soon as you can.";

async function heard(change: (level: number, seconds: number) => number) {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-speech-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const parts: number[] = [];
  for await (const part of decodeWithWasm(sample("outage.mp3").path)) parts.push(...part);
  const changed = Float32Array.from(parts, (level, index) =>
    Math.max(-1, Math.min(1, change(level, index / 16_000))),
  );
  const path = join(folder, "clip");
  await writeFile(path, toWav(changed));
  return transcriber.hear(path);
}

const hum = (hertz: number, seconds: number): number =>
  0.05 * Math.sin(2 * Math.PI * hertz * seconds);

/** Brings the clip, whose speech has about -20 dBFS, down to a whisper. */
const whisper = 0.1;

test.each<readonly [string, (level: number, seconds: number) => number]>([
  ["a direct current offset of 0.05", (level) => level + 0.05],
  ["a direct current offset of 0.2", (level) => level + 0.2],
  ["a direct current offset of -0.3", (level) => level - 0.3],
  ["a slow drift", (level, seconds) => level + 0.2 * Math.sin(seconds * 2)],
  ["a hum of 50 Hz", (level, seconds) => level + hum(50, seconds)],
  ["a hum of 60 Hz", (level, seconds) => level + hum(60, seconds)],
  ["a whisper of -40 dBFS", (level) => level * whisper],
  ["a whisper over an offset", (level) => level * whisper + 0.1],
])("%s: the words are heard, the first one too", async (_what, change) => {
  const { transcript, speechSeconds } = await heard(change);
  expect(transcript?.doubts).toEqual([]);
  expect(transcript?.text.slice(0, 12)).toBe("Good morning");
  const { wrong, said } = wordErrors(outage, transcript?.text ?? "");
  expect(wrong / said).toBeLessThan(0.15);
  expect(speechSeconds).toBeGreaterThan(3);
});

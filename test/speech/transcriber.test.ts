import { writeFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { decodeWithWasm } from "../../speech/audio/wasm/wasm-decoder.ts";
import { toWav } from "../../speech/audio/wav.ts";
import type { SpeechEngine } from "../../speech/engines/engine.ts";
import { createLocalEngine } from "../../speech/engines/local-engine.ts";
import { EngineUnavailableError } from "../../speech/errors.ts";
import { createTranscriber } from "../../speech/transcriber.ts";
import { createVoiceActivity } from "../../speech/voice-activity.ts";
import { sample } from "../support/aircall.ts";

const decoder = { name: "WASM", decode: decodeWithWasm };
const voiceActivity = createVoiceActivity();
const local = createLocalEngine({ modelDir: null });
const transcriber = createTranscriber({ engines: [local], decoder, voiceActivity });
afterAll(() => transcriber.close());

function words(text: string): string[] {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9 ]/g, " ")
    .split(/\s+/)
    .filter(Boolean);
}

/** Word error rate: edits over the words that were said. */
function errorRate(said: string, read: string): number {
  const [one, other] = [words(said), words(read)];
  let row = other.map((_, index) => index + 1);
  for (const [at, word] of one.entries()) {
    let diagonal = at;
    let left = at + 1;
    row = row.map((above, index) => {
      const cost = word === other[index] ? diagonal : diagonal + 1;
      diagonal = above;
      left = Math.min(cost, above + 1, left + 1);
      return left;
    });
  }
  return (row.at(-1) ?? one.length) / one.length;
}

test.each([
  ["human-cards.mp3", "eight of spades four of clubs seven of hearts", 0.12],
  ["human-goforward.mp3", "go forward ten meters", 0.26],
  [
    "outage.mp3",
    "Good morning. Our whole website is down, and nobody can log in. We cannot take any orders. Please call me as soon as you can.",
    0.1,
  ],
  [
    "angry.mp3",
    "This is the third time I am calling. You charged me twice again, and nobody has called me back. This is absolutely ridiculous, and I want my money back.",
    0.1,
  ],
  [
    "thanks.mp3",
    "Hello, I just wanted to say thank you so much for fixing our boiler. Your engineer was wonderful, and everything works perfectly. Thank you. Goodbye.",
    0.15,
  ],
])(
  "%s, over a telephone line, is read with its first word and few errors",
  async (file, said, most) => {
    const { transcript, speechSeconds, durationSeconds } = await transcriber.hear(
      sample(file).path,
    );
    expect(transcript?.doubts).toEqual([]);
    expect(words(transcript?.text ?? "")[0]).toBe(words(said)[0]);
    expect(errorRate(said, transcript?.text ?? "")).toBeLessThanOrEqual(most);
    expect(speechSeconds).toBeLessThan(durationSeconds);
  },
);

test.each(["french", "spanish", "german", "italian", "dutch"])(
  "a message in %s is doubtful, never presented as English",
  async (language) => {
    const path = new URL(`../fixtures/speech/${language}.ogg`, import.meta.url).pathname;
    const { transcript } = await transcriber.hear(path);
    expect(transcript).toMatchObject({ language: null, confidence: "low" });
    expect(transcript?.doubts).not.toEqual([]);
  },
);

test("a long message is read to its end, in pieces of at most 24 seconds, in order", async () => {
  const { transcript } = await transcriber.hear(sample("long.mp3").path);
  expect(transcript?.text).toContain("Karen Webster");
  expect(transcript?.text.toLowerCase()).toMatch(/good ?-?bye/);
  const segments = transcript?.segments ?? [];
  expect(segments.length).toBeGreaterThan(2);
  for (const [index, { start, end }] of segments.entries()) {
    expect(end - start).toBeLessThan(24);
    expect(start).toBeGreaterThanOrEqual(segments[index - 1]?.end ?? 0);
  }
});

/** Counts how often it is asked. */
function spy(read: SpeechEngine["read"]): SpeechEngine & { asked: () => number } {
  let asked = 0;
  return {
    name: "spy",
    monolingual: false,
    read: (...args) => {
      asked++;
      return read(...args);
    },
    close: () => Promise.resolve(),
    asked: () => asked,
  };
}

async function wavOf(samples: Float32Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-speech-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, "clip");
  await writeFile(path, toWav(samples));
  return path;
}

let seed = 1;
const random = (): number => {
  seed = (seed * 16_807) % 2_147_483_647;
  return seed / 1_073_741_824 - 1;
};
const seconds = (count: number, level: (index: number) => number) =>
  Float32Array.from({ length: count * 16_000 }, (_, index) => level(index));

test.each([
  ["digital silence", seconds(5, () => 0)],
  ["faint noise", seconds(5, () => random() * 0.003)],
  ["loud noise", seconds(5, () => random() * 0.3)],
  [
    "a dial tone",
    seconds(5, (index) => 0.3 * Math.sin(index * 0.17) + 0.3 * Math.sin(index * 0.137)),
  ],
  [
    "a beep and then nothing",
    seconds(4, (index) => (index < 8_000 ? Math.sin(index * 0.4) * 0.6 : 0)),
  ],
  ["a hang-up click", seconds(2, (index) => (index > 8_000 && index < 8_200 ? random() : 0))],
])("%s is empty, and no recogniser is asked", async (_what, samples) => {
  const engine = spy(() => Promise.resolve({ text: "thank you for watching", language: null }));
  const hearing = await createTranscriber({ engines: [engine], decoder, voiceActivity }).hear(
    await wavOf(samples),
  );
  expect(hearing.transcript).toBeNull();
  expect(hearing.speechSeconds).toBeLessThan(0.25);
  expect(hearing.durationSeconds).toBeCloseTo(samples.length / 16_000, 1);
  expect(engine.asked()).toBe(0);
});

test("an engine that is down is passed over, and a text that cannot be true as well", async () => {
  const down = spy(() => Promise.reject(new EngineUnavailableError("down", 5_000)));
  const loops = spy(() => Promise.resolve({ text: "thank you ".repeat(60), language: "en" }));
  const path = sample("human-cards.mp3").path;
  const { transcript } = await createTranscriber({
    engines: [down, loops, local],
    decoder,
    voiceActivity,
  }).hear(path);
  expect(transcript).toMatchObject({ engine: "local", confidence: "medium", doubts: [] });

  const only = await createTranscriber({ engines: [loops], decoder, voiceActivity }).hear(path);
  expect(only.transcript?.confidence).toBe("low");
  expect(only.transcript?.doubts).toContain("repetition");

  const none = createTranscriber({ engines: [down], decoder, voiceActivity }).hear(path);
  await expect(none).rejects.toMatchObject({ name: "EngineUnavailableError", retryAfterMs: 5_000 });
});

test("speech in which nobody hears words is not called empty", async () => {
  const deaf = spy(() => Promise.resolve({ text: "", language: null }));
  const hearing = createTranscriber({ engines: [deaf], decoder, voiceActivity }).hear(
    sample("angry.mp3").path,
  );
  await expect(hearing).rejects.toThrow("no engine heard words");
});

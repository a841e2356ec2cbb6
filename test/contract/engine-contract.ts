import { afterAll, beforeAll, expect, test } from "vitest";
import { transcribeFile } from "../../app/media/transcribe-file.ts";
import { createDecoder } from "../../speech/audio/decoder.ts";
import { sampleRate } from "../../speech/audio/resample.ts";
import { decodeWithWasm } from "../../speech/audio/wasm/wasm-decoder.ts";
import { noHints, type Hints, type SpeechEngine } from "../../speech/engines/engine.ts";
import { EngineUnavailableError } from "../../speech/errors.ts";
import { createTranscriber } from "../../speech/transcriber.ts";
import { createVoiceActivity } from "../../speech/voice-activity.ts";
import { sample } from "../support/aircall.ts";

const strangeHints: Hints = {
  languages: ["en", "fr", "und"],
  certain: true,
  keywords: ["Acme <b>", "Road\nrunner", "", "Acme <b>", "x".repeat(200)],
};

/** Declares the tests that any speech engine must pass. How well it hears is measured, not tested. */
export function engineContract(open: () => Promise<SpeechEngine>): void {
  let engine: SpeechEngine;
  let speech: Float32Array;
  beforeAll(async () => {
    engine = await open();
    await engine.prepare?.();
    const parts: number[] = [];
    for await (const samples of decodeWithWasm(sample("human-cards.mp3").path))
      parts.push(...samples);
    speech = Float32Array.from(parts).subarray(0, 20 * sampleRate);
  });
  afterAll(() => engine.close());

  test("it reads speech", async () => {
    const { text, language } = await engine.read(speech, { hints: noHints });
    expect(text).not.toBe("");
    expect(language ?? "en").toMatch(/^[a-z]{2}$/);
  });

  test("it takes hints of any form, and none", async () => {
    for (const hints of [noHints, strangeHints, undefined])
      expect(await engine.read(speech, { hints })).toHaveProperty("text");
  });

  test.each([
    ["silence", 1, () => 0],
    ["noise, as long as it gets", 20, () => Math.random() * 0.2 - 0.1],
    ["a tenth of a second", 0.1, () => 0.01],
  ])("%s is answered, or the engine is unavailable", async (_what, seconds, value) => {
    const samples = Float32Array.from({ length: seconds * sampleRate }, value);
    const answer: unknown = await engine.read(samples, {}).catch((error: unknown) => error);
    if (answer instanceof Error) expect(answer).toBeInstanceOf(EngineUnavailableError);
    else expect(answer).toHaveProperty("text");
  });

  test("it stops when it is cancelled, and does not call that unavailable", async () => {
    const signal = AbortSignal.abort(new Error("enough"));
    await expect(engine.read(speech, { signal })).rejects.toSatisfy(
      (error) => !(error instanceof EngineUnavailableError),
    );
  });

  test("it takes several readings at once", async () => {
    const readings = await Promise.all([1, 2, 3, 4].map(() => engine.read(speech, {})));
    expect(readings).toHaveLength(4);
  });

  test("where nobody speaks there is no text, whatever it says; else the comment names it", async () => {
    const decoder = await createDecoder({ ffmpegBin: null, searchPath: process.env["PATH"] ?? "" });
    const voiceActivity = createVoiceActivity();
    const transcriber = createTranscriber({ engines: [engine], decoder, voiceActivity });
    const silent = await transcribeFile(transcriber, sample("silent.mp3").path);
    expect(silent).toMatchObject({ outcome: "empty", text: "" });
    const spoken = await transcribeFile(transcriber, sample("calm.mp3").path);
    expect(spoken).toMatchObject({ engine: engine.name });
  });
}

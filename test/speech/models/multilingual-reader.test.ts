import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { modelsHere } from "../../../app/media/models-here.ts";
import { decodeWithWasm } from "../../../speech/audio/wasm/wasm-decoder.ts";
import { createMultilingualReader } from "../../../speech/models/multilingual-reader.ts";
import { modelFolder } from "./model-folders.ts";

/** Fetched by `afterbeep models pull whisper-base`; where it is not, nothing can be read with it. */
const dir = modelsHere(process.env).dirOf("whisper-base");

async function samplesOf(clip: string): Promise<Float32Array> {
  const file = new URL(`../../../bench/speech/clips/${clip}`, import.meta.url);
  const parts: Float32Array[] = [];
  for await (const part of decodeWithWasm(fileURLToPath(file))) parts.push(part);
  return Float32Array.from(parts.flatMap((part) => [...part]));
}

test.skipIf(dir === null)(
  "Whisper base reads French, German and English as what they are, and what it is told to, as told; skipped where `afterbeep models pull whisper-base` was not run",
  async () => {
    const reader = createMultilingualReader(dir ?? "");
    onTestFinished(() => reader.close());
    const french = await samplesOf("languages/fr-bonjour_monde.mp3");
    expect(await reader.read(french, { language: null })).toEqual({
      text: expect.stringMatching(/^bonjour/i),
      language: "fr",
    });
    expect((await reader.read(french, { language: "en" })).language).toBe("en");
    // A language that it does not know is identified, and ends no process.
    expect((await reader.read(french, { language: "xx-YY" })).language).toBe("fr");
    expect(await reader.identify(await samplesOf("languages/de-espeak.mp3"))).toBe("de");
    expect(await reader.identify(await samplesOf("clean/librivox-0870.ogg"))).toBe("en");
  },
  60_000,
);

test("a model of one language is refused", async () => {
  const folder = await modelFolder("moonshine-base-en", "1");
  expect(() => createMultilingualReader(folder)).toThrow("no multilingual Whisper model");
});

import { expect, test } from "vitest";
import { createMultilingualEngine } from "../../../speech/engines/multilingual-engine.ts";
import type {
  MultilingualReader,
  MultilingualReadOptions,
} from "../../../speech/models/multilingual-reader.ts";

/** Hears French, and notes what it was asked for. */
function reader(): MultilingualReader & { readonly asked: (string | null)[] } {
  const asked: (string | null)[] = [];
  return {
    asked,
    read: (_samples: Float32Array, { language }: MultilingualReadOptions) => {
      asked.push(language);
      return Promise.resolve({ text: "Bonjour", language: language ?? "fr" });
    },
    identify: () => Promise.resolve("fr"),
    close: () => Promise.resolve(),
  };
}
const seconds = (count: number): Float32Array => new Float32Array(count * 16_000);
const hints = (certain: boolean, ...languages: readonly string[]) => ({
  hints: { languages, certain, keywords: [] },
});

test("it tells the language itself where nobody knows", async () => {
  const french = reader();
  const engine = createMultilingualEngine(french);
  expect(await engine.read(seconds(5), hints(false, "de"))).toEqual({
    text: "Bonjour",
    language: "fr",
  });
  expect(french.asked).toEqual([null]);
});

test("a line's one language is not asked about, and of several it is one", async () => {
  const french = reader();
  const engine = createMultilingualEngine(french);
  await engine.read(seconds(5), hints(true, "de"));
  await engine.read(seconds(5), hints(true, "fr", "nl"));
  await engine.read(seconds(5), hints(true, "nl", "de"));
  expect(french.asked).toEqual(["de", null, null, "nl"]);
});

test("of a word or two it tells nothing, but for what the operator has said", async () => {
  const french = reader();
  const engine = createMultilingualEngine(french);
  expect(await engine.read(seconds(2), {})).toEqual({ text: "", language: null });
  expect(await engine.read(seconds(2), hints(true, "fr"))).toMatchObject({ text: "Bonjour" });
  expect(french.asked).toEqual(["fr"]);
});

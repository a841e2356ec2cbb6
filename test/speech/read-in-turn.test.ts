import { expect, test } from "vitest";
import type { ReadOptions, SpeechEngine } from "../../speech/engines/engine.ts";
import { readInTurn } from "../../speech/read-in-turn.ts";
import type { Piece } from "../../speech/segmenter.ts";

/** The engines tell pieces by their first sample. */
function piece(mark: number, seconds = 4): Piece {
  const samples = new Float32Array(seconds * 16_000).fill(mark);
  return { start: mark * 10, end: mark * 10 + seconds, speechSeconds: seconds, samples };
}

/** Writes English whatever it hears, another one each time it is asked: so does a recogniser that guesses. */
function english(understood: readonly number[] = []): SpeechEngine {
  const guesses = [
    "the river is very long this year",
    "forty people bought a small green car",
    "my uncle sings under the old bridge",
  ];
  let asked = 0;
  return {
    name: "local",
    monolingual: true,
    read: (samples) => {
      const mark = Math.round(samples[8_000] ?? 0);
      const text = understood.includes(mark)
        ? "please call me back about my order"
        : (guesses[asked++ % guesses.length] ?? "");
      return Promise.resolve({ text, language: "en" });
    },
    close: () => Promise.resolve(),
  };
}

/** Hears a language, from three seconds on. */
function many(language: string): SpeechEngine & { readonly asked: ReadOptions[] } {
  const asked: ReadOptions[] = [];
  return {
    asked,
    name: "local",
    monolingual: false,
    leaves: "en",
    read: (samples, options) => {
      asked.push(options);
      const sure = samples.length > 3 * 16_000 || options.hints?.certain === true;
      return Promise.resolve(
        sure ? { text: "rappelez moi demain matin", language } : { text: "", language: null },
      );
    },
    close: () => Promise.resolve(),
  };
}

test("what the English engine guesses is read by the one of many languages, the next piece at once", async () => {
  const reader = readInTurn([english(), many("fr")], {});
  await reader.read(piece(1));
  await reader.read(piece(2));
  expect(reader.pieces()).toMatchObject([
    { language: "fr", doubts: [], segments: [{ text: "rappelez moi demain matin" }] },
    { language: "fr", doubts: [] },
  ]);
});

test("once the language is known, it is asked for, and what was doubted before is read again", async () => {
  const engine = many("fr");
  const reader = readInTurn([english(), engine], {});
  await reader.read(piece(1, 1));
  expect(reader.pieces()[0]?.doubts).not.toEqual([]);
  await reader.read(piece(2));
  expect(reader.pieces()).toMatchObject([
    { language: "fr", doubts: [] },
    { language: "fr", doubts: [] },
  ]);
  expect(engine.asked.at(-1)?.hints).toMatchObject({ languages: ["fr"], certain: true });
});

test("English that is hard to understand stays as the English engine heard it, and doubted", async () => {
  const reader = readInTurn([english(), many("en")], {});
  await reader.read(piece(1));
  const [read] = reader.pieces();
  expect(read?.segments[0]?.text).not.toContain("rappelez");
  expect(read?.doubts).not.toEqual([]);
});

test("what is understood costs nobody else's reading", async () => {
  const engine = many("fr");
  const reader = readInTurn([english([1, 2, 3]), engine], {});
  for (const mark of [1, 2, 3]) await reader.read(piece(mark));
  expect(reader.pieces().every(({ doubts }) => doubts.length === 0)).toBe(true);
  expect(engine.asked).toEqual([]);
});

/** How often the English engine reads two pieces that it understands. */
async function readingsOfTwo(text: string): Promise<number> {
  let asked = 0;
  const engine: SpeechEngine = {
    ...english(),
    read: () => {
      asked++;
      return Promise.resolve({ text, language: "en" });
    },
  };
  const reader = readInTurn([engine], {});
  await reader.read(piece(1, 8));
  await reader.read(piece(2, 8));
  return asked;
}

test("a long passage in the same words needs no second opinion on the next; a sentence does", async () => {
  const sentence = "please call me back about my order";
  expect(await readingsOfTwo(sentence)).toBe(4);
  const passage = `hello this is about the table that we have ordered from you last week and ${sentence}`;
  expect(await readingsOfTwo(passage)).toBe(3);
});

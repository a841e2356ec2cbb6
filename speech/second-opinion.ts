import { createResampler, sampleRate } from "./audio/resample.ts";
import { editDistance, editDistances } from "../text/edit-distance.ts";
import { units } from "../text/numbers/digit-words.ts";
import type { SpeechEngine } from "./engines/engine.ts";
import { begin } from "./engines/read-ahead.ts";

/** Who reads a stretch of speech again, and what was read first. */
export interface Opinion {
  readonly text: string;
  readonly samples: Float32Array;
  /** Whose text it is. */
  readonly engine: SpeechEngine;
  /** Another engine that writes any language as its own; null where there is none. */
  readonly witness: SpeechEngine | null;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Asks for a second opinion. What was understood is understood again; what was guessed, another
 * language above all, comes out as other words. The same engine hears the speech a little faster:
 * measured on 24 messages in seven languages and 120 in English by six synthetic voices, clean and
 * over a telephone line, understood ones differ by 0.00 to 0.20 of their letters, guessed ones by 0.3
 * to 1. A fluent engine agrees with itself about what it invents: where there is another one, that
 * one is asked first. Of real people, all but one of 22 clips in other languages came to be doubted so, and one of 68
 * clear or accented ones in English.
 */
export interface SecondOpinion {
  /** Begins what will be asked for first, before there is a text to be doubted. */
  readonly begin: (opinion: Omit<Opinion, "text">) => void;
  /** How far the readings differ: 0 the same words, from 1 on they have nothing to do with each other. */
  readonly about: (opinion: Opinion) => Promise<number>;
}

/** Moonshine reads telephone speech at this speed as well as at its own. */
export const faster = 1.08;
export const slower = 0.93;

/**
 * Letters that may differ between two readings of one engine, and of two, as shares. Of a few words
 * fewer: by chance a guess comes out twice.
 */
const tolerated = { alone: 0.3, aloneInFewWords: 0.2, witness: 0.45 };
const fewLetters = 40;

/** Differences from here on are looked into further. */
const suspicious = 0.25;
const nearly = 0.8;

/** So many seconds are enough to tell; of a longer piece only its beginning is read again. */
const enoughSeconds = 7;

export const secondOpinion: SecondOpinion = {
  begin: ({ samples, engine, witness, signal }) => {
    const [reader, speed] = witness === null ? [engine, faster] : [witness, 1];
    begin(reader, beginningOf(samples, speed) ?? atSpeed(samples, speed), { signal });
  },
  about: async (opinion) => {
    const { witness } = opinion;
    const own = opinion.text.length < fewLetters ? tolerated.aloneInFewWords : tolerated.alone;
    if (witness === null) return (await alone(opinion, own)) / own;
    const between = await differenceOf(opinion, witness, 1);
    if (between < suspicious) return between / tolerated.witness;
    return Math.max(between / tolerated.witness, (await alone(opinion, own)) / own);
  },
};

async function alone(opinion: Opinion, most: number): Promise<number> {
  const { text, samples, engine, signal } = opinion;
  const first = await differenceOf(opinion, engine, faster);
  // Near the border a third reading decides.
  if (first < most * nearly) return first;
  const slow = await engine.read(atSpeed(samples, slower), { signal });
  return (first + difference(text, slow.text)) / 2;
}

/** How far a text is from what an engine reads at a speed: from the beginning alone, where that says enough. */
async function differenceOf(
  { text, samples, signal }: Opinion,
  engine: SpeechEngine,
  speed: number,
): Promise<number> {
  const start = beginningOf(samples, speed);
  if (start !== null) {
    const again = await engine.read(start, { signal });
    const beginning = differenceFromBeginning(text, again.text);
    if (beginning < suspicious) return beginning;
  }
  const again = await engine.read(atSpeed(samples, speed), { signal });
  return difference(text, again.text);
}

/** Null where there is so little more that the whole is read at once. */
function beginningOf(samples: Float32Array, speed: number): Float32Array | null {
  const enough = enoughSeconds * sampleRate;
  if (samples.length <= enough * 1.3) return null;
  return once(samples, `beginning at ${speed}`, () =>
    resampled(samples.subarray(0, enough), speed),
  );
}

/** The same speech, spoken so much faster; its pitch changes with it. */
export function atSpeed(samples: Float32Array, speed: number): Float32Array {
  return once(samples, `at ${speed}`, () => resampled(samples, speed));
}

/** What was made of samples, for as long as they are there: the same samples are read once. */
const made = new WeakMap<Float32Array, Map<string, Float32Array>>();

function once(samples: Float32Array, what: string, make: () => Float32Array): Float32Array {
  const known = made.get(samples) ?? new Map<string, Float32Array>();
  made.set(samples, known);
  const result = known.get(what) ?? make();
  known.set(what, result);
  return result;
}

function resampled(samples: Float32Array, speed: number): Float32Array {
  if (speed === 1) return samples;
  const resampler = createResampler(sampleRate * speed);
  const parts = [resampler.push(samples), resampler.flush()];
  const result = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    result.set(part, at);
    at += part.length;
  }
  return result;
}

/** Digits are written now so and now so, and `two` sounds like `to`: these differences tell nothing. */
const digits: Readonly<Record<string, string>> = { ...units, to: "2", too: "2", for: "4" };

function plain(text: string): string {
  const words = text
    .toLowerCase()
    .replaceAll(/['\u2019]/g, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .split(" ");
  return words
    .map((word) => digits[word] ?? word)
    .join(" ")
    .replaceAll(/(?<=\d) (?=\d)/g, "");
}

/** Letters to be changed, over those of the longer text. */
function difference(one: string, other: string): number {
  const [a, b] = [Array.from(plain(one)), Array.from(plain(other))];
  return editDistance(a, b) / Math.max(1, a.length, b.length);
}

/** The same against the beginning of a longer text, whichever fits best. */
function differenceFromBeginning(whole: string, beginning: string): number {
  const [a, b] = [Array.from(plain(beginning)), Array.from(plain(whole))];
  const shares = editDistances(a, b).map((count, length) => count / Math.max(1, a.length, length));
  return Math.min(1, ...shares);
}

import { sampleRate } from "./audio/resample.ts";
import { createToneFinder } from "./audio/tones.ts";
import type { ReadPiece } from "./read-piece.ts";
import type { Piece } from "./segmenter.ts";

/** A recogniser reads so much at once: a recording that is no longer can be read whole. */
const shortSeconds = 18;

/** Keeps a recording while it is heard, as long as it is short. */
export interface WholeRecording {
  /** Hears samples on their way. */
  readonly listen: (audio: AsyncIterable<Float32Array>) => AsyncGenerator<Float32Array>;
  /** The recording as one piece; null when it was too long. */
  readonly piece: (speechSeconds: number) => Piece | null;
}

export function keepWhole(): WholeRecording {
  const parts: Float32Array[] = [];
  let length = 0;
  return {
    listen: async function* (audio) {
      for await (const samples of audio) {
        length += samples.length;
        if (length <= shortSeconds * sampleRate) parts.push(samples);
        else parts.length = 0;
        yield samples;
      }
    },
    piece: (speechSeconds) => {
      if (length === 0 || length > shortSeconds * sampleRate) return null;
      const samples = new Float32Array(length);
      let at = 0;
      for (const part of parts) {
        samples.set(part, at);
        at += part.length;
      }
      return { start: 0, end: length / sampleRate, speechSeconds, samples };
    },
  };
}

/** Sound before it that is quieter than this, against the piece's own, is the line's. */
const quieter = 0.2;

const frame = sampleRate / 20;

/**
 * The recording from where something sounds before the first piece, nearly as loud as the speech and
 * no tone: the beginning of what was said, perhaps. Null where nothing does. What is silent before it
 * stays away: of a line's noise a recogniser concludes that nobody speaks.
 */
export function withBeginning(whole: Piece, first: Piece): Piece | null {
  const readFrom = Math.round(first.end * sampleRate) - first.samples.length;
  const before = whole.samples.subarray(0, Math.max(0, readFrom));
  const finder = createToneFinder();
  finder.push(before);
  const tones = finder.tones();
  const loud = loudness(first.samples) * quieter;
  const sounds: number[] = [];
  for (let at = 0; at + frame <= before.length; at += frame) {
    const inTone = tones.some(({ start, end }) => at + frame > start && at < end + frame);
    if (!inTone && level(before.subarray(at, at + frame)) > loud) sounds.push(at);
  }
  const [begins] = sounds;
  if (begins === undefined || sounds.length * frame < shortestWord) return null;
  const from = Math.max(0, begins - lead);
  return { ...whole, start: from / sampleRate, samples: whole.samples.subarray(from) };
}

/** Read along before the sound, which begins softly. */
const lead = sampleRate / 5;

/** "Two", said fast. */
const shortestWord = 0.15 * sampleRate;

/** More of what was said than the pieces have, and nothing speaks against it. */
export function saysMore(whole: ReadPiece, pieces: readonly ReadPiece[]): boolean {
  return whole.doubts.length === 0 && signsIn([whole]) > signsIn(pieces);
}

function signsIn(pieces: readonly ReadPiece[]): number {
  const text = pieces.flatMap(({ segments }) => segments.map((segment) => segment.text)).join(" ");
  return text.replaceAll(/[^\p{L}\p{N}]/gu, "").length;
}

/** Of the louder half. */
function loudness(samples: Float32Array): number {
  const levels: number[] = [];
  for (let at = 0; at + frame <= samples.length; at += frame) {
    levels.push(level(samples.subarray(at, at + frame)));
  }
  return levels.toSorted((one, other) => one - other)[Math.floor(levels.length * 0.75)] ?? 0;
}

function level(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length);
}

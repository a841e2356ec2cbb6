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

/** Before the first piece that is read, so much may be anything. */
const unheardSeconds = 0.3;

/** Sound before it that is quieter than this, against the piece's own, is the line's. */
const quieter = 0.2;

const frame = sampleRate / 20;

/**
 * Whether something sounds before the first piece, nearly as loud as the speech, and no tone: the
 * beginning of what was said, perhaps.
 */
export function mayHaveMissed(whole: Piece, first: Piece): boolean {
  const from = whole.samples.length - Math.round((whole.end - first.end) * sampleRate);
  const before = whole.samples.subarray(0, from - first.samples.length);
  if (before.length < unheardSeconds * sampleRate) return false;
  const finder = createToneFinder();
  finder.push(before);
  const tones = finder.tones();
  const loud = loudness(first.samples) * quieter;
  let frames = 0;
  for (let at = 0; at + frame <= before.length; at += frame) {
    const inTone = tones.some(({ start, end }) => at + frame > start && at < end + frame);
    if (!inTone && level(before.subarray(at, at + frame)) > loud) frames++;
  }
  return frames * frame >= shortestWord;
}

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
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

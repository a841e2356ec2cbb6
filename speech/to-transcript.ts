import type { Confidence, Transcript } from "../domain/voicemail/transcript.ts";
import { NoWordsError } from "./errors.ts";
import { disagrees, unsure, type ReadPiece } from "./read-piece.ts";
import type { VoiceActivityMeter } from "./voice-activity.ts";
import { withNumbers } from "./with-numbers.ts";

/** A burst that passes for speech and in which no engine hears words may be this long: a click, a breath. */
const burstSeconds = 0.5;

/** Amid words it may be longer: a cough, a laugh, a dog. */
const wordlessSeconds = 1.5;

/** Of a message whose readings agree but for a part smaller than this, the part is noise. */
const unsureShare = 0.4;

/**
 * What was read of a recording as one text, with what is to be thought of it; null where nothing was
 * said.
 *
 * @throws NoWordsError where somebody spoke and nobody heard words
 */
export function toTranscript(
  read: readonly ReadPiece[],
  meter: VoiceActivityMeter,
): Transcript | null {
  const heard = read.filter(({ segments }) => segments.length > 0);
  const segments = heard.flatMap((piece) => piece.segments).map(withNumbers);
  const text = segments.map((segment) => segment.text).join(" ");
  if (text === "") {
    if (meter.speechSeconds() < burstSeconds) return null;
    throw new NoWordsError();
  }
  const doubts = new Set(heard.flatMap((piece) => piece.doubts));
  const share = lettersIn(heard.filter(disagrees)) / lettersIn(heard);
  if (share < unsureShare) doubts.delete(unsure);
  if (read.some((piece) => isLost(piece, meter))) doubts.add(wordless);
  return {
    text,
    segments,
    language: languageOf(heard),
    engine: heard[0]?.engine ?? "none",
    confidence: confidenceOf(heard, doubts.size > 0),
    doubts: [...doubts],
  };
}

/** The one that most was said in; null where no engine was sure of any. */
function languageOf(heard: readonly ReadPiece[]): string | null {
  const letters = new Map<string, number>();
  for (const piece of heard) {
    if (piece.language === null) continue;
    letters.set(piece.language, (letters.get(piece.language) ?? 0) + lettersIn([piece]));
  }
  const [most = null] = [...letters].toSorted(([, one], [, other]) => other - one);
  return most?.[0] ?? null;
}

const wordless = "a passage of speech in which no words were heard";

/**
 * A piece without words inside a message that has some is a cough or a line's noise, unless speech
 * was certain in it.
 */
function isLost({ segments, start, end }: ReadPiece, meter: VoiceActivityMeter): boolean {
  return segments.length === 0 && meter.speechSeconds(start, end) >= wordlessSeconds;
}

function lettersIn(pieces: readonly ReadPiece[]): number {
  return pieces.flatMap(({ segments }) => segments).reduce((sum, { text }) => sum + text.length, 0);
}

/** Letters of a whole sentence, about. */
const sentence = 20;

/** Whether a piece was read twice, and the same. */
export function isConfirmed(piece: ReadPiece): boolean {
  return piece.doubts.length === 0 && piece.difference !== null && !disagrees(piece);
}

/** Whether a whole sentence was read twice, and the same. */
export function isUnderstood(piece: ReadPiece): boolean {
  return piece.difference !== null && !disagrees(piece) && lettersIn([piece]) >= sentence;
}

/** Letters of three sentences, about: six seconds of speech. */
const passage = 80;

/** Whether a whole passage was read twice, in the same words: its speaker and language are the engine's. */
export function isClear(piece: ReadPiece): boolean {
  const { difference } = piece;
  return difference !== null && difference <= sameWords && lettersIn([piece]) >= passage;
}

/**
 * Two readings that differ by more than this, of what may differ, are not the same words any more;
 * and by more than that, few of them are.
 */
const sameWords = 0.33;
const fewWordsTheSame = 0.6;

function confidenceOf(heard: readonly ReadPiece[], doubted: boolean): Confidence {
  const difference = Math.max(0, ...heard.map((piece) => piece.difference ?? 0));
  if (doubted || (difference > fewWordsTheSame && difference < 1)) return "low";
  return difference > sameWords || heard.some(({ retried }) => retried) ? "medium" : "high";
}

import type { Confidence, Segment, Transcript } from "../domain/voicemail/transcript.ts";
import { writeNumbers } from "../text/numbers/write-numbers.ts";
import { NoWordsError } from "./errors.ts";
import { disagrees, unsure, type ReadPiece } from "./read-piece.ts";
import type { VoiceActivityMeter } from "./voice-activity.ts";

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
    language: heard.find(({ language }) => language !== null)?.language ?? null,
    engine: heard[0]?.engine ?? "none",
    confidence: confidenceOf(heard, doubts.size > 0),
    doubts: [...doubts],
  };
}

const wordless = "a passage of speech in which no words were heard";

/**
 * A piece without words inside a message that has some is a cough or a line's noise, unless speech
 * was certain in it.
 */
function isLost({ segments, start, end }: ReadPiece, meter: VoiceActivityMeter): boolean {
  return segments.length === 0 && meter.speechSeconds(start, end) >= wordlessSeconds;
}

function withNumbers(segment: Segment): Segment {
  const { text: spoken } = segment;
  const text = writeNumbers(spoken);
  return text === spoken ? segment : { ...segment, text, spoken };
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

/** Two readings that differ by more than this, of what may differ, are not the same words any more. */
const sameWords = 0.33;

function confidenceOf(heard: readonly ReadPiece[], doubted: boolean): Confidence {
  if (doubted) return "low";
  const doubtful = heard.some(
    ({ retried, difference }) => retried || (difference ?? 0) > sameWords,
  );
  return doubtful ? "medium" : "high";
}

import { outcomeOf } from "../../domain/voicemail/outcome.ts";
import type { Outcome } from "../../domain/voicemail/outcome.ts";
import { RecordingUnreadableError } from "../../domain/voicemail/recording-unreadable-error.ts";
import type { Confidence, Segment } from "../../domain/voicemail/transcript.ts";
import { EngineUnavailableError, NoWordsError } from "../../speech/errors.ts";
import type { Transcriber } from "../../speech/transcriber.ts";

/** What became of one file: a line of `transcribe`. Seconds from the start of the recording. */
export interface TranscribedFile {
  readonly file: string;
  readonly outcome: Outcome;
  /** Empty when there is none. */
  readonly text: string;
  readonly language: string | null;
  readonly engine: string | null;
  readonly confidence: Confidence | null;
  readonly durationSeconds: number | null;
  /** Speech as measured, the evidence behind `empty`. */
  readonly speechSeconds: number | null;
  readonly elapsedMs: number;
  readonly segments: readonly Segment[];
  /** Why there is no text, or why it is not to be trusted. */
  readonly reasons: readonly string[];
}

/** A file that is not there, or that nothing can be made of. */
export interface UntranscribedFile {
  readonly file: string;
  readonly error: string;
}

/** Shorter is a click: no recording, and no proof of one. */
const shortestSeconds = 0.1;

/** Hears one file, as a worker would. */
export async function transcribeFile(
  transcriber: Transcriber,
  file: string,
): Promise<TranscribedFile | UntranscribedFile> {
  const startedAt = performance.now();
  const ended = (outcome: Outcome, more: Partial<TranscribedFile>): TranscribedFile => ({
    file,
    outcome,
    text: "",
    language: null,
    engine: null,
    confidence: null,
    durationSeconds: null,
    speechSeconds: null,
    elapsedMs: Math.round(performance.now() - startedAt),
    segments: [],
    reasons: [],
    ...more,
  });
  try {
    const hearing = await transcriber.hear(file);
    const { durationSeconds, speechSeconds, transcript } = hearing;
    const measured = {
      durationSeconds: round(durationSeconds),
      speechSeconds: round(speechSeconds),
    };
    if (durationSeconds < shortestSeconds) {
      return ended("unreadable", { ...measured, reasons: ["there is no audio in it"] });
    }
    if (!transcript) return ended(outcomeOf(hearing), measured);
    const { text, language, engine, confidence, segments, doubts } = transcript;
    return ended(outcomeOf(hearing), {
      ...measured,
      text,
      language,
      engine,
      confidence,
      segments: segments.map((one) => ({ ...one, start: round(one.start), end: round(one.end) })),
      reasons: doubts,
    });
  } catch (error) {
    if (error instanceof RecordingUnreadableError) {
      return ended("unreadable", { reasons: [error.message] });
    }
    if (error instanceof EngineUnavailableError || error instanceof NoWordsError) {
      return ended("untranscribed", { reasons: [error.message] });
    }
    if (error instanceof Error && "code" in error) return { file, error: error.message };
    throw error;
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

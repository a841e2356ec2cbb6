import { outcomeOf } from "../../domain/outcome-of.ts";
import type { Outcome } from "../../domain/outcome.ts";
import type { Confidence, Segment } from "../../domain/transcript.ts";
import { RecordingUnreadableError } from "../../voice/audio/errors.ts";
import { EngineUnavailableError } from "../../voice/speech/errors.ts";
import type { Transcriber } from "../../voice/speech/transcriber.ts";
import { createAnswers } from "../answers.ts";
import { audioFilesIn } from "../audio-files.ts";
import { loadConfig, type Environment } from "../config.ts";
import { exitCodes } from "../exit-codes.ts";
import { openTranscriber } from "../listening.ts";
import { createProgressBar } from "../progress-bar.ts";
import { secondsAsClock } from "../story-words.ts";

/** One line of `transcribe`. Seconds from the start of the recording. */
interface Heard {
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

interface NotHeard {
  readonly file: string;
  readonly error: string;
}

/** Shorter is a click: no recording, and no proof of one. */
const shortestSeconds = 0.1;

/**
 * Hears recordings of one's own, as a worker would: no account, no network unless an engine of the cloud is configured.
 *
 * @returns 0 when each file got an outcome
 */
export async function transcribe(
  env: Environment,
  paths: readonly string[],
  { json }: { readonly json: boolean },
): Promise<number> {
  const config = loadConfig(env);
  const files = await audioFilesIn(paths);
  const answers = createAnswers<Heard | NotHeard>(json || !process.stdout.isTTY, toWords);
  const progress = createProgressBar(process.stderr);
  const { transcriber } = await openTranscriber(config, env["PATH"] ?? "");
  let code: number = exitCodes.done;
  try {
    for (const [index, found] of files.entries()) {
      progress.show(index, files.length, found.file);
      const answer =
        "fault" in found
          ? { file: found.file, error: found.fault }
          : await hearFile(transcriber, found.file);
      if ("error" in answer) code = exitCodes.no;
      progress.clear();
      answers.tell(answer);
    }
  } finally {
    await transcriber.close();
  }
  return code;
}

async function hearFile(transcriber: Transcriber, file: string): Promise<Heard | NotHeard> {
  const startedAt = performance.now();
  const ended = (outcome: Outcome, more: Partial<Heard>): Heard => ({
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
    if (error instanceof EngineUnavailableError) {
      return ended("untranscribed", { reasons: [error.message] });
    }
    if (error instanceof Error && "code" in error) return { file, error: error.message };
    throw error;
  }
}

function round(seconds: number): number {
  return Math.round(seconds * 100) / 100;
}

function toWords(answer: Heard | NotHeard): string {
  if ("error" in answer) return `${answer.file}\n  ${answer.error}\n`;
  const { file, outcome, durationSeconds, engine, confidence, segments, reasons } = answer;
  const facts = [
    ...(durationSeconds === null ? [] : [secondsAsClock(durationSeconds)]),
    ...(engine === null ? [] : [engine, `confidence ${String(confidence)}`]),
  ];
  return [
    file,
    `  ${[outcome.toUpperCase(), ...facts].join(", ")}`,
    ...reasons.map((reason) => `  ${reason}`),
    ...segments.map(({ start, text }) => `  ${secondsAsClock(start).padStart(5)}  ${text}`),
    "",
  ].join("\n");
}

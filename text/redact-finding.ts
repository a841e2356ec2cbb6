import type { Finding } from "../domain/voicemail/report.ts";
import type { Hearing, Segment, Transcript, Turn } from "../domain/voicemail/transcript.ts";
import { collapseBlanks } from "./collapse-blanks.ts";
import { redactTurns } from "./redact-turns.ts";
import { redact } from "./redact.ts";

/** What was said, without secrets. It is all that is judged, quoted, shown or sent on. */
export interface RedactedTranscript extends Pick<Transcript, "text" | "engine" | "confidence"> {
  /** Everybody's words in order, where somebody besides the caller spoke. */
  readonly turns?: readonly Turn[];
  /** Where something was removed they are blanks, as many as they had letters: they tell when. */
  readonly segments: readonly Segment[];
  /** Whether the text lacks anything that was heard. */
  readonly removed: boolean;
}

/** A finding of which everything may be shown. `redactFinding` alone makes one. */
export interface RedactedFinding extends Omit<Finding, "hearing"> {
  readonly hearing:
    (Omit<Hearing, "transcript"> & { readonly transcript: RedactedTranscript | null }) | null;
}

/** The border between hearing and judging: behind it nobody knows what was removed. */
export function redactFinding(finding: Finding): RedactedFinding {
  const { hearing, call } = finding;
  if (!hearing) return { ...finding, hearing };
  const { transcript } = hearing;
  return {
    ...finding,
    hearing: {
      durationSeconds: hearing.durationSeconds,
      speechSeconds: hearing.speechSeconds,
      transcript: transcript && redactTranscript(transcript, call),
    },
  };
}

function redactTranscript(
  transcript: Transcript,
  { line, calledFrom }: Finding["call"],
): RedactedTranscript {
  const heard = collapseBlanks(transcript);
  const country = line?.country ?? null;
  const turns = transcript.turns?.map((turn) => ({
    ...turn,
    text: collapseBlanks({ text: turn.text, segments: [] }).text,
  }));
  const several = turns && redactTurns(turns, country, calledFrom);
  const text = several ? several.callers : redact(heard.text, country, calledFrom);
  const removed = text !== heard.text;
  return {
    text,
    removed,
    ...(several ? { turns: several.turns } : {}),
    segments: heard.segments.map(({ start, end, text: words, doubts }) => ({
      start,
      end,
      text: removed ? " ".repeat(words.length) : words,
      ...(doubts ? { doubts } : {}),
    })),
    engine: transcript.engine,
    confidence: transcript.confidence,
  };
}

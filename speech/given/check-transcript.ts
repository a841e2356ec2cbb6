import type { Hearing, Segment, Speaker, Turn } from "../../domain/voicemail/transcript.ts";
import { languageCode } from "../engines/language-code.ts";
import { doubtsAbout } from "../gate.ts";
import { isStrange } from "../strange-words.ts";
import { withNumbers } from "../with-numbers.ts";

/** What somebody else's recogniser wrote down of a recording. */
export interface GivenTranscript {
  /** As it is named in comments. */
  readonly engine: string;
  /** As it is told: `en`, `fr-FR`. */
  readonly language: string | null;
  readonly utterances: readonly Utterance[];
}

/** What one speaker said without a pause. Seconds; null where it is not told. */
export interface Utterance {
  readonly start: number | null;
  readonly end: number | null;
  readonly text: string;
  readonly speaker: Speaker;
}

interface Timed extends Utterance {
  readonly start: number;
  readonly end: number;
}

/** Either what was heard, or why that is not to be believed. */
export type Checked =
  | { readonly hearing: Hearing; readonly doubts?: never }
  | { readonly hearing: null; readonly doubts: readonly string[] };

/** The gate was measured on pieces of this length: longer texts are checked in such parts. */
const longestPart = 20;

/** An utterance's times leave out the silence around it; a part that is read has some. */
const shortestPart = 1;

/** A recording's length and the times of its words may differ by so much, seconds. */
const tolerance = 2;

/**
 * Checks a transcript that was not made here, as each of ours is checked: by the gate, part by part.
 * Its confidence is medium at best, for no speech was measured. A transcript without words of the
 * caller is none: silence must be measured.
 *
 * @param durationSeconds the recording's
 */
export function checkTranscript(given: GivenTranscript, durationSeconds: number): Checked {
  const spoken = given.utterances.filter(({ text }) => text.trim() !== "");
  const timed = withTimes(spoken, durationSeconds);
  const said = withinRecording(timed, durationSeconds);
  const callers = said.filter(({ speaker }) => speaker === "caller");
  if (callers.length === 0) return { hearing: null, doubts: ["no words of the caller"] };
  const language = languageCode(given.language);
  const doubts = new Set([
    ...(spanOf(timed) > durationSeconds + tolerance ? ["it is longer than the recording"] : []),
    ...partsOf(said).flatMap(doubtsAboutPart),
    ...(language === "en" && isStrange(textOf(callers)) ? ["its words are not English"] : []),
  ]);
  if (doubts.size > 0) return { hearing: null, doubts: [...doubts] };
  const segments = callers.map(toSegment);
  const transcript = {
    text: textOf(segments),
    ...(callers.length < said.length ? { turns: turnsOf(said) } : {}),
    segments,
    language,
    engine: given.engine,
    confidence: "medium",
    doubts: [],
  } as const;
  const speechSeconds = Math.min(durationSeconds, secondsOf(said));
  return { hearing: { durationSeconds, speechSeconds, transcript } };
}

/** In order; where a time is missing, up to the next one. */
function withTimes(utterances: readonly Utterance[], durationSeconds: number): readonly Timed[] {
  const timed: Timed[] = [];
  for (const [at, utterance] of utterances.entries()) {
    const start = utterance.start ?? timed.at(-1)?.end ?? 0;
    const end = utterance.end ?? utterances[at + 1]?.start ?? durationSeconds;
    timed.push({ ...utterance, start, end: Math.max(start, end) });
  }
  return timed.toSorted((one, other) => one.start - other.start);
}

/** Times that were counted from the call's beginning: the recording ends with the last word. */
function withinRecording(said: readonly Timed[], durationSeconds: number): readonly Timed[] {
  const late = Math.max(0, ...said.map(({ end }) => end - durationSeconds));
  const moved = (time: number): number => Math.max(0, time - late);
  return said.map((one) => ({ ...one, start: moved(one.start), end: moved(one.end) }));
}

function spanOf(said: readonly Timed[]): number {
  return Math.max(...said.map(({ end }) => end)) - Math.min(...said.map(({ start }) => start));
}

function secondsOf(said: readonly Timed[]): number {
  return said.reduce((sum, { start, end }) => sum + end - start, 0);
}

function partsOf(said: readonly Timed[]): readonly (readonly Timed[])[] {
  const parts: Timed[][] = [];
  for (const one of said) {
    const part = parts.at(-1);
    if (part && spanOf([...part, one]) <= longestPart) part.push(one);
    else parts.push([one]);
  }
  return parts;
}

function doubtsAboutPart(part: readonly Timed[]): readonly string[] {
  const seconds = Math.max(shortestPart, spanOf(part));
  return doubtsAbout(textOf(part), {
    seconds,
    speechSeconds: Math.min(seconds, secondsOf(part)),
  });
}

function textOf(said: readonly { readonly text: string }[]): string {
  return said.map(({ text }) => text.trim()).join(" ");
}

function toSegment({ start, end, text }: Timed): Segment {
  return withNumbers({ start, end, text: text.trim() });
}

function turnsOf(said: readonly Timed[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const one of said) {
    const { text } = toSegment(one);
    const last = turns.at(-1);
    if (last?.speaker === one.speaker) {
      turns[turns.length - 1] = { ...last, text: `${last.text} ${text}` };
    } else {
      turns.push({ speaker: one.speaker, text });
    }
  }
  return turns;
}

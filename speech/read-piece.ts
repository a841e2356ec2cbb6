import type { Segment } from "../domain/voicemail/transcript.ts";
import { sampleRate } from "./audio/resample.ts";
import {
  noHints,
  type Hints,
  type Reading,
  type ReadOptions,
  type SpeechEngine,
} from "./engines/engine.ts";
import { begin } from "./engines/read-ahead.ts";
import { EngineUnavailableError } from "./errors.ts";
import { cutInTwo, early, late, middle, type CutRange } from "./cut-in-two.ts";
import { isDictated } from "./dictation/is-dictated.ts";
import { voteOnDigits } from "./dictation/vote-on-digits.ts";
import { doubtsAbout } from "./gate.ts";
import { atSpeed, faster, secondOpinion, slower, type Opinion } from "./second-opinion.ts";
import type { Piece } from "./segmenter.ts";
import { isStrange } from "./strange-words.ts";

/** A piece as read, and what is to be thought of it. */
export interface ReadPiece {
  readonly start: number;
  readonly end: number;
  /** None when nothing was heard in it. */
  readonly segments: readonly Segment[];
  readonly doubts: readonly string[];
  readonly engine: string;
  readonly language: string | null;
  /** It did not pass at the first try. */
  readonly retried: boolean;
  /** How far two readings differ, from 1 on too far; null when no second one was asked for. */
  readonly difference: number | null;
}

export interface PieceOptions extends ReadOptions {
  /** Whether a monolingual engine must say it twice. */
  readonly doubleCheck: boolean;
}

/** Shorter pieces are not cut any more. */
const shortestCutSeconds = 2;

/** A piece is cut in two, and each half once more. */
const deepest = 2;

/**
 * Reads a piece with the engines in order until one passes the gate; then faster, which wakes a
 * recogniser that fell silent, and slower; then cut at its quietest point. What still fails keeps its doubts.
 *
 * @throws EngineUnavailableError when every engine is down
 */
export async function readPiece(
  piece: Piece,
  engines: readonly SpeechEngine[],
  options: PieceOptions,
  depth = 0,
): Promise<ReadPiece> {
  let best = await readWhole(piece, engines, options);
  if (best.doubts.length === 0) return best;
  // Two readings of another language do not agree at any speed.
  for (const speed of disagrees(best) ? [faster] : [faster, slower]) {
    const samples = atSpeed(piece.samples, speed);
    const again = await readWhole({ ...piece, samples }, engines, options);
    if (again.doubts.length === 0) return { ...again, retried: true };
    if (best.segments.length === 0) best = again;
  }
  const whole: ReadPiece = { ...best, retried: true };
  const tooShort = piece.samples.length < shortestCutSeconds * sampleRate;
  if (tooShort || depth === deepest || disagrees(whole)) return whole;
  const readHalves = async (range: CutRange): Promise<readonly ReadPiece[]> => {
    const halves: ReadPiece[] = [];
    for (const half of cutInTwo(piece, range)) {
      halves.push(await readPiece(half, engines, options, depth + 1));
    }
    return halves;
  };
  const halves = await readHalves(middle);
  const deaf = halves.findIndex(({ segments }) => segments.length === 0);
  const cut = better(whole, joined(halves));
  // Half of a dictated number is too short to be read: more of its neighbour goes with it.
  return deaf < 0 || cut.segments.length === 0 || depth > 0
    ? cut
    : better(cut, joined(await readHalves(deaf === 0 ? late : early)));
}

/** Two halves as one: silence in one of them is a doubt about both, unless nobody spoke there. */
function joined(halves: readonly ReadPiece[]): ReadPiece {
  const heard = halves.filter(({ segments }) => segments.length > 0);
  const [spokesman = halves[0]] = heard;
  const differences = heard.flatMap(({ difference }) => difference ?? []);
  return {
    start: halves[0]?.start ?? 0,
    end: halves.at(-1)?.end ?? 0,
    segments: heard.flatMap(({ segments }) => segments),
    doubts: [...new Set(halves.flatMap(({ doubts }) => doubts))],
    engine: spokesman?.engine ?? "none",
    language: spokesman?.language ?? null,
    retried: true,
    difference: differences.length > 0 ? Math.max(...differences) : null,
  };
}

function better(whole: ReadPiece, cut: ReadPiece): ReadPiece {
  if (cut.segments.length === 0) return whole;
  return whole.segments.length === 0 || cut.doubts.length <= whole.doubts.length ? cut : whole;
}

/** Why a text is doubted that two readings of the same speech do not share. */
export const unsure = "two readings disagree: another language, or hard to understand";

/** Why a text is doubted that an English-only recogniser wrote in words which are none. */
const strange = "its words are not English: another language, or hard to understand";

/** What the line is set to, an engine of one other language cannot have understood. */
function wrongLanguage(
  engine: SpeechEngine,
  { language }: Reading,
  hints: Hints,
): readonly string[] {
  const { languages, certain } = hints;
  if (!engine.monolingual || !certain || language === null || languages.includes(language))
    return [];
  return [`this line is set to ${languages.join(", ")}, and the engine knows ${language} alone`];
}

/** Whether a piece's readings have nothing to do with each other. */
export function disagrees({ difference }: Pick<ReadPiece, "difference">): boolean {
  return difference !== null && difference >= 1;
}

async function readWhole(
  piece: Piece,
  engines: readonly SpeechEngine[],
  options: PieceOptions,
): Promise<ReadPiece> {
  const down: EngineUnavailableError[] = [];
  let best: ReadPiece | null = null;
  for (const engine of inOrder(engines, options.hints)) {
    let read: ReadPiece;
    try {
      const witness = engines.find((one) => one !== engine && one.monolingual) ?? null;
      read = await readWith(engine, witness, piece, options);
    } catch (error) {
      if (!(error instanceof EngineUnavailableError)) throw error;
      down.push(error);
      continue;
    }
    if (read.language !== null && read.language === engine.leaves && best) continue;
    const retried = read.retried || best !== null || down.length > 0;
    if (read.doubts.length === 0) return { ...read, retried };
    if (best === null || (best.segments.length === 0 && read.segments.length > 0)) best = read;
  }
  if (best) return best;
  throw combined(down);
}

/** Begins the first reading of a piece whose turn will come. */
export function beginPiece(
  { samples }: Piece,
  engines: readonly SpeechEngine[],
  options: ReadOptions,
): void {
  const [first] = inOrder(engines, options.hints);
  if (first) begin(first, samples, options);
}

/** Where another language is expected than the one that an engine writes, it comes last. */
function inOrder(
  engines: readonly SpeechEngine[],
  { languages, certain }: Hints = noHints,
): readonly SpeechEngine[] {
  const foreign = certain && languages.length > 0 && !languages.includes("en");
  return foreign
    ? engines.toSorted((one, other) => Number(one.monolingual) - Number(other.monolingual))
    : engines;
}

async function readWith(
  engine: SpeechEngine,
  witness: SpeechEngine | null,
  { start, end, speechSeconds, samples }: Piece,
  { doubleCheck, signal, hints = noHints }: PieceOptions,
): Promise<ReadPiece> {
  const first = engine.read(samples, { signal, hints });
  // Beside it: what speaks against that second reading is only known when the first is there.
  if (engine.monolingual && doubleCheck) {
    secondOpinion.begin({ samples, engine, witness, signal });
  }
  const reading = await first;
  const seconds = samples.length / sampleRate;
  const doubtsOf = (text: string): readonly string[] => [
    ...doubtsAbout(text, { seconds, speechSeconds, keywords: hints.keywords }),
    ...(engine.monolingual && reading.language === "en" && isStrange(text) ? [strange] : []),
  ];
  const doubts = [...doubtsOf(reading.text), ...(reading.doubts ?? [])];
  const opinion = { text: reading.text, samples, engine, witness, signal };
  const again =
    engine.monolingual && doubts.length === 0
      ? await readAgain(opinion, doubleCheck, (text) => doubtsOf(text).length === 0)
      : { text: reading.text, difference: null };
  const { text, difference } = again;
  const found = disagrees(again) ? [unsure] : [...doubts, ...wrongLanguage(engine, reading, hints)];
  return {
    start,
    end,
    segments: text === "" ? [] : [segmentOf(start, end, text, found)],
    doubts: found,
    engine: engine.name,
    // A monolingual engine's language is only a claim.
    language: engine.monolingual && found.length > 0 ? null : reading.language,
    // A reader of many languages is not as sure of any as one that knows one alone.
    retried: text !== reading.text || engine.leaves !== undefined,
    difference,
  };
}

/** Digits are always read again, and the likeliest of the readings stands; all else where it is asked for. */
async function readAgain(
  opinion: Opinion,
  doubleCheck: boolean,
  passes: (text: string) => boolean,
): Promise<{ readonly text: string; readonly difference: number | null }> {
  if (isDictated(opinion.text)) {
    const { text, agreed } = await voteOnDigits(opinion, passes);
    return { text, difference: agreed ? 0 : 1 };
  }
  const difference = doubleCheck ? await secondOpinion.about(opinion) : null;
  return { text: opinion.text, difference };
}

function segmentOf(start: number, end: number, text: string, doubts: readonly string[]): Segment {
  return doubts.length === 0 ? { start, end, text } : { start, end, text, doubts };
}

function combined(down: readonly EngineUnavailableError[]): EngineUnavailableError {
  const waits = down.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
  const reasons = [...new Set(down.map(({ message }) => message.replace(/^.*?now: /, "")))];
  return new EngineUnavailableError(
    reasons.join("; "),
    waits.length > 0 ? Math.min(...waits) : null,
    down[0],
  );
}

import type { Segment } from "../../domain/transcript.ts";
import { sampleRate } from "../audio/resample.ts";
import type { SpeechEngine } from "./engine.ts";
import { EngineUnavailableError } from "./errors.ts";
import { doubtsAbout } from "./gate.ts";
import { atSpeed, disagreement, secondOpinion } from "./second-opinion.ts";
import type { Piece } from "./segmenter.ts";

/** A piece as read, and what is to be thought of it. */
export interface ReadPiece {
  /** None when nothing was heard in it. */
  readonly segments: readonly Segment[];
  readonly doubts: readonly string[];
  readonly engine: string;
  readonly language: string | null;
  /** It did not pass at the first try. */
  readonly retried: boolean;
  /** How far two readings differ, 0 to 1; null when no second one was asked for. */
  readonly difference: number | null;
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  /** Whether a monolingual engine must say it twice. */
  readonly doubleCheck: boolean;
}

/** Shorter pieces are not cut any more. */
const shortestCutSeconds = 3;

/** Speech that no engine finds words in is slowed down to this. */
const slow = 0.93;

/**
 * Reads a piece with the engines in order until one passes the gate; then slower; then cut at its quietest point. What still
 * fails keeps its doubts.
 *
 * @throws EngineUnavailableError when every engine is down
 */
export async function readPiece(
  piece: Piece,
  engines: readonly SpeechEngine[],
  options: ReadOptions,
): Promise<ReadPiece> {
  const first = await readWhole(piece, engines, options);
  if (first.doubts.length === 0) return first;
  const second = await readWhole(
    { ...piece, samples: atSpeed(piece.samples, slow) },
    engines,
    options,
  );
  if (second.doubts.length === 0) return { ...second, retried: true };
  const best = first.segments.length > 0 ? first : second;
  if (piece.end - piece.start < shortestCutSeconds || disagrees(best)) {
    return { ...best, retried: true };
  }
  const halves: ReadPiece[] = [];
  for (const half of cutInTwo(piece)) halves.push(await readWhole(half, engines, options));
  const heard = halves.filter(({ segments }) => segments.length > 0);
  const doubts = heard.flatMap((half) => half.doubts);
  if (heard.length === 0 || doubts.length >= best.doubts.length + 1) {
    return { ...best, retried: true };
  }
  return {
    segments: heard.flatMap(({ segments }) => segments),
    doubts: [...new Set(doubts)],
    engine: heard[0]?.engine ?? best.engine,
    language: heard[0]?.language ?? best.language,
    retried: true,
    difference: Math.max(...heard.map(({ difference }) => difference ?? 0)),
  };
}

/** Why a text is doubted that two readings of the same speech do not share. */
export const unsure = "two readings disagree: another language, or hard to understand";

/** Whether a piece's readings have nothing to do with each other. */
export function disagrees({ difference }: Pick<ReadPiece, "difference">): boolean {
  return difference !== null && difference >= disagreement;
}

async function readWhole(
  piece: Piece,
  engines: readonly SpeechEngine[],
  { signal, doubleCheck }: ReadOptions,
): Promise<ReadPiece> {
  const { start, end, samples } = piece;
  const seconds = samples.length / sampleRate;
  const down: EngineUnavailableError[] = [];
  let best: ReadPiece | null = null;
  for (const engine of engines) {
    let read: ReadPiece;
    try {
      const { text, language } = await engine.read(samples, signal ? { signal } : {});
      const doubts = doubtsAbout(text, { seconds });
      const asks = doubleCheck && engine.monolingual && doubts.length === 0;
      const difference = asks ? await secondOpinion.about(text, samples, engine, signal) : null;
      const found = disagrees({ difference }) ? [unsure] : doubts;
      read = {
        segments: text === "" ? [] : [{ start, end, text }],
        doubts: found,
        engine: engine.name,
        // A monolingual engine's language is only a claim.
        language: engine.monolingual && found.length > 0 ? null : language,
        retried: best !== null || down.length > 0,
        difference,
      };
    } catch (error) {
      if (!(error instanceof EngineUnavailableError)) throw error;
      down.push(error);
      continue;
    }
    if (read.doubts.length === 0) return read;
    if (best === null || (best.segments.length === 0 && read.segments.length > 0)) best = read;
  }
  if (best) return best;
  throw combined(down);
}

function combined(down: readonly EngineUnavailableError[]): EngineUnavailableError {
  const waits = down.flatMap(({ retryAfterMs }) => retryAfterMs ?? []);
  const reasons = down.map(({ message }) => message.replace(/^.*?now: /, ""));
  return new EngineUnavailableError(
    reasons.join("; "),
    waits.length > 0 ? Math.min(...waits) : null,
    down[0],
  );
}

/** Cuts where it is quietest, in the middle half. */
function cutInTwo({ end, samples }: Piece): readonly [Piece, Piece] {
  const window = sampleRate / 20;
  let quietest = Infinity;
  let cut = Math.floor(samples.length / 2);
  for (let at = Math.floor(samples.length / 4); at < samples.length * 0.75; at += window) {
    let energy = 0;
    for (let index = at; index < at + window; index++) energy += (samples[index] ?? 0) ** 2;
    if (energy < quietest) [quietest, cut] = [energy, at + Math.floor(window / 2)];
  }
  const start = end - samples.length / sampleRate;
  const middle = start + cut / sampleRate;
  return [
    { start, end: middle, samples: samples.slice(0, cut) },
    { start: middle, end, samples: samples.slice(cut) },
  ];
}

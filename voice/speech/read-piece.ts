import type { Segment } from "../../domain/transcript.ts";
import { sampleRate } from "../audio/resample.ts";
import type { Reading, SpeechEngine } from "./engine.ts";
import { EngineUnavailableError } from "./errors.ts";
import { doubtsAbout } from "./gate.ts";
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
}

/** Shorter pieces are not cut any more. */
const shortestCutSeconds = 3;

/**
 * Reads a piece with the engines in order until one passes the gate; then cuts it at its quietest point and reads both
 * halves. What still fails keeps its doubts.
 *
 * @throws EngineUnavailableError when every engine is down
 */
export async function readPiece(
  piece: Piece,
  engines: readonly SpeechEngine[],
  signal?: AbortSignal,
): Promise<ReadPiece> {
  const first = await readWhole(piece, engines, signal);
  if (first.doubts.length === 0 || piece.end - piece.start < shortestCutSeconds) return first;
  const halves: ReadPiece[] = [];
  for (const half of cutInTwo(piece)) halves.push(await readWhole(half, engines, signal));
  const heard = halves.filter(({ segments }) => segments.length > 0);
  const doubts = heard.flatMap((half) => half.doubts);
  if (heard.length === 0 || doubts.length >= first.doubts.length + 1) {
    return { ...first, retried: true };
  }
  return {
    segments: heard.flatMap(({ segments }) => segments),
    doubts: [...new Set(doubts)],
    engine: heard[0]?.engine ?? first.engine,
    language: heard[0]?.language ?? first.language,
    retried: true,
  };
}

async function readWhole(
  piece: Piece,
  engines: readonly SpeechEngine[],
  signal: AbortSignal | undefined,
): Promise<ReadPiece> {
  const { start, end, samples } = piece;
  const seconds = samples.length / sampleRate;
  const down: EngineUnavailableError[] = [];
  let best: ReadPiece | null = null;
  for (const engine of engines) {
    let reading: Reading;
    try {
      reading = await engine.read(samples, signal ? { signal } : {});
    } catch (error) {
      if (!(error instanceof EngineUnavailableError)) throw error;
      down.push(error);
      continue;
    }
    const { text, language } = reading;
    const doubts = doubtsAbout(text, { seconds });
    const read: ReadPiece = {
      segments: text === "" ? [] : [{ start, end, text }],
      doubts,
      engine: engine.name,
      language,
      retried: best !== null || down.length > 0,
    };
    if (doubts.length === 0) return read;
    if (best === null || (best.segments.length === 0 && text !== "")) best = read;
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

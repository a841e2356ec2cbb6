import { sampleRate } from "./audio/resample.ts";
import type { Piece } from "./segmenter.ts";

/** Where a cut may lie, as shares of a piece. */
export interface CutRange {
  readonly from: number;
  readonly to: number;
}

export const middle: CutRange = { from: 0.25, to: 0.75 };
export const early: CutRange = { from: 0.1, to: 0.35 };
export const late: CutRange = { from: 0.65, to: 0.9 };

/** Cuts a piece where it is quietest. */
export function cutInTwo(
  { end, speechSeconds, samples }: Piece,
  range: CutRange,
): readonly [Piece, Piece] {
  const window = sampleRate / 20;
  let quietest = Infinity;
  let cut = Math.floor((samples.length * (range.from + range.to)) / 2);
  const last = samples.length * range.to;
  for (let at = Math.floor(samples.length * range.from); at < last; at += window) {
    let energy = 0;
    for (let index = at; index < at + window; index++) energy += (samples[index] ?? 0) ** 2;
    if (energy < quietest) [quietest, cut] = [energy, at + Math.floor(window / 2)];
  }
  const start = end - samples.length / sampleRate;
  const at = start + cut / sampleRate;
  const share = cut / samples.length;
  return [
    { start, end: at, speechSeconds: speechSeconds * share, samples: samples.slice(0, cut) },
    { start: at, end, speechSeconds: speechSeconds * (1 - share), samples: samples.slice(cut) },
  ];
}

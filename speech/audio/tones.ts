import FFT from "fft.js";
import { sampleRate } from "./resample.ts";

/** A stretch in which a machine sounds: a beep, a dial tone, busy. In samples from the beginning. */
export interface Tone {
  readonly start: number;
  readonly end: number;
}

export interface ToneFinder {
  readonly push: (samples: Float32Array) => void;
  /** The tones found so far, in order; the last one may still sound. */
  readonly tones: () => readonly Tone[];
}

/** 32 ms, 31 Hz apart. */
const frame = 512;

/** Of a frame's energy, this share in two narrow peaks is a tone: one for a beep, two for a dial tone. */
const tonal = 0.85;

/** Quieter is silence, whatever it is made of. */
const leastPower = 1e-6;

/** A voice holds no pitch and no loudness as still as this: so many bins, and so many times the energy. */
const stillBins = 1;
const stillEnergy = 1.6;

/** A sung or hesitating vowel may be still for a moment. */
const shortest = Math.round(0.3 * sampleRate);

const window = Float32Array.from(
  { length: frame },
  (_, index) => 0.5 - 0.5 * Math.cos((2 * Math.PI * index) / frame),
);

/** Finds pure, still tones in a stream of samples. */
export function createToneFinder(): ToneFinder {
  const fft = new FFT(frame);
  const spectrum = fft.createComplexArray();
  const found: Tone[] = [];
  const rest = new Float32Array(frame);
  const windowed = new Float32Array(frame);
  let filled = 0;
  let position = 0;
  let last: Frame | null = null;
  let start: number | null = null;

  const take = (): void => {
    for (let at = 0; at < frame; at++) windowed[at] = (rest[at] ?? 0) * (window[at] ?? 0);
    fft.realTransform(spectrum, windowed);
    const next = peaksOf(spectrum);
    const still =
      next !== null &&
      last !== null &&
      Math.abs(next.centre - last.centre) <= stillBins &&
      next.power < last.power * stillEnergy &&
      last.power < next.power * stillEnergy;
    if (still) start ??= position - frame;
    else start = null;
    if (start !== null && position + frame - start >= shortest) {
      const current = found.at(-1);
      const tone = { start, end: position + frame };
      if (current && current.end >= start)
        found[found.length - 1] = { ...tone, start: current.start };
      else found.push(tone);
    }
    last = next;
    position += frame;
  };

  return {
    push: (samples) => {
      for (let at = 0; at < samples.length;) {
        const part = samples.subarray(at, at + frame - filled);
        rest.set(part, filled);
        filled += part.length;
        at += part.length;
        if (filled === frame) {
          take();
          filled = 0;
        }
      }
    },
    tones: () => found,
  };
}

interface Frame {
  /** Where the energy of the two peaks lies, in bins. */
  readonly centre: number;
  readonly power: number;
}

/** Null when the frame is no tone. */
function peaksOf(spectrum: readonly number[]): Frame | null {
  const powers = new Float64Array(frame / 2);
  let power = 0;
  for (let bin = 0; bin < powers.length; bin++) {
    const one = (spectrum[bin * 2] ?? 0) ** 2 + (spectrum[bin * 2 + 1] ?? 0) ** 2;
    powers[bin] = one;
    power += one;
  }
  if (power / frame ** 2 < leastPower) return null;
  let inPeaks = 0;
  let centre = 0;
  for (let peak = 0; peak < 2; peak++) {
    let highest = 0;
    for (let bin = 1; bin < powers.length; bin++) {
      if ((powers[bin] ?? 0) > (powers[highest] ?? 0)) highest = bin;
    }
    for (let bin = Math.max(0, highest - 2); bin <= highest + 2; bin++) {
      const energy = powers[bin] ?? 0;
      inPeaks += energy;
      centre += energy * bin;
      powers[bin] = 0;
    }
  }
  return inPeaks / power >= tonal ? { centre: centre / inPeaks, power } : null;
}

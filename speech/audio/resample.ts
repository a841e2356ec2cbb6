/** What every recogniser here hears: 16 kHz, mono. */
export const sampleRate = 16_000;

/** Half the width of the filter, in periods of the lower of the two rates. */
const lobes = 16;

/** Resamples a stream of pieces by a windowed sinc, low-passed at the lower of the two rates: no aliases. */
export interface Resampler {
  readonly push: (samples: Float32Array) => Float32Array;
  /** The rest, at the end. */
  readonly flush: () => Float32Array;
}

/**
 * @param from samples a second of the input
 * @param to samples a second of the output
 */
export function createResampler(from: number, to: number = sampleRate): Resampler {
  if (from === to) {
    return { push: (samples) => samples, flush: () => new Float32Array() };
  }
  const step = from / to;
  const cutoff = Math.min(1, 1 / step);
  const reach = Math.ceil(lobes / cutoff);
  const convolve = createConvolution(reach, cutoff, step);
  // Silence before the beginning, so that the first output has its left half.
  let pending = new Float32Array(reach);
  /** Position of the next output in `pending`. */
  let position = reach;

  const push = (samples: Float32Array): Float32Array => {
    const input = new Float32Array(pending.length + samples.length);
    input.set(pending);
    input.set(samples, pending.length);
    const count = Math.max(0, Math.ceil((input.length - reach - position) / step));
    const output = new Float32Array(count);
    for (let index = 0; index < count; index++) {
      output[index] = convolve(input, position);
      position += step;
    }
    const used = Math.max(0, Math.floor(position) - reach);
    pending = input.slice(used);
    position -= used;
    return output;
  };
  return { push, flush: () => push(new Float32Array(reach)) };
}

/** Points of the kernel between two input samples; nearer than this is inaudible. */
const resolution = 256;

function kernelTable(reach: number, cutoff: number): Float32Array {
  const table = new Float32Array((reach + 1) * resolution + 1);
  for (let index = 0; index < table.length; index++) {
    const distance = index / resolution;
    const angle = Math.PI * distance * cutoff;
    const sinc = angle === 0 ? 1 : Math.sin(angle) / angle;
    // Blackman: side lobes below -58 dB, under the noise of a telephone line.
    const phase = (Math.PI * distance) / reach;
    const window =
      distance >= reach ? 0 : 0.42 + 0.5 * Math.cos(phase) + 0.08 * Math.cos(2 * phase);
    table[index] = cutoff * sinc * window;
  }
  return table;
}

/** Gives the sample between samples at a position, at least the filter's reach from both ends. */
type Convolution = (input: Float32Array, position: number) => number;

/** Steps that are so many parts of a sample fall on as few places between two, always the same ones. */
const places = 8;

function createConvolution(reach: number, cutoff: number, step: number): Convolution {
  const table = kernelTable(reach, cutoff);
  const weightsAt = (position: number): Float32Array => {
    const first = Math.floor(position) - reach + 1;
    return Float32Array.from(
      { length: 2 * reach },
      (_, tap) => table[Math.round(Math.abs(position - first - tap) * resolution)] ?? 0,
    );
  };
  if (Number.isInteger(step * places)) {
    const known = Array.from({ length: places }, (_, place) => weightsAt(reach + place / places));
    return (input, position) => {
      const center = Math.floor(position);
      const weights = known[(position - center) * places] ?? table;
      let sum = 0;
      for (let tap = 0, at = center - reach + 1; tap < 2 * reach; tap++, at++) {
        sum += (input[at] ?? 0) * (weights[tap] ?? 0);
      }
      return sum;
    };
  }
  return (input, position) => {
    const last = Math.floor(position) + reach;
    let sum = 0;
    for (let at = last - 2 * reach + 1; at <= last; at++) {
      const distance = Math.abs(position - at);
      sum += (input[at] ?? 0) * (table[Math.round(distance * resolution)] ?? 0);
    }
    return sum;
  };
}

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
  const table = kernelTable(reach, cutoff);
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
      output[index] = convolve(input, position, reach, table);
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

function convolve(
  input: Float32Array,
  position: number,
  reach: number,
  table: Float32Array,
): number {
  const center = Math.floor(position);
  let sum = 0;
  for (let at = center - reach + 1; at <= center + reach; at++) {
    const distance = Math.abs(position - at);
    sum += (input[at] ?? 0) * (table[Math.round(distance * resolution)] ?? 0);
  }
  return sum;
}

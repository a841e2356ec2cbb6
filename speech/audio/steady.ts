import { sampleRate } from "./resample.ts";

/**
 * Below it are a direct current offset, drift and a line's hum, and nothing of a voice on a telephone
 * (300 Hz and up).
 */
const lowest = 100;

/** Of a Butterworth filter of the fourth order, the quality of its two halves: 50 Hz is 24 dB lower, 60 Hz 18 dB. */
const qualities = [0.541_196_1, 1.306_562_97];

/**
 * Takes away what is below speech: a recording with an offset of a fifth of full scale was heard as
 * empty.
 */
export async function* steady(audio: AsyncIterable<Float32Array>): AsyncGenerator<Float32Array> {
  const halves = qualities.map(highPass);
  for await (const samples of audio) {
    yield halves.reduce((heard, half) => half(heard), samples);
  }
}

/** A second-order high-pass filter (Robert Bristow-Johnson's cookbook), which remembers from piece to piece. */
function highPass(quality: number): (samples: Float32Array) => Float32Array {
  const angle = (2 * Math.PI * lowest) / sampleRate;
  const alpha = Math.sin(angle) / (2 * quality);
  const scale = 1 + alpha;
  const outer = (1 + Math.cos(angle)) / 2 / scale;
  const first = (-2 * Math.cos(angle)) / scale;
  const second = (1 - alpha) / scale;
  let [x1, x2, y1, y2] = [NaN, NaN, 0, 0];
  return (samples) => {
    // As if the first sample had stood for ever: an offset does not begin with a click.
    if (Number.isNaN(x1)) x1 = x2 = samples.find(Number.isFinite) ?? 0;
    const heard = new Float32Array(samples.length);
    for (let at = 0; at < samples.length; at++) {
      const sample = samples[at] ?? 0;
      // One that is no number would stay in the filter for ever.
      const x = Number.isFinite(sample) ? sample : x1;
      const y = outer * (x - 2 * x1 + x2) - first * y1 - second * y2;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = y;
      heard[at] = y;
    }
    return heard;
  };
}

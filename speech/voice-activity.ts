import { fileURLToPath } from "node:url";
import sherpa from "sherpa-onnx-node";
import { createResampler, sampleRate, type Resampler } from "./audio/resample.ts";

/** Measures where there is speech, in one recording at a time. */
export interface VoiceActivity {
  readonly open: () => VoiceActivityMeter;
}

/** A stretch of speech, in samples from the beginning. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

export interface VoiceActivityMeter {
  /** Hears samples; gives the stretches that have ended. */
  readonly push: (samples: Float32Array) => readonly Stretch[];
  /** The rest, at the end. */
  readonly flush: () => readonly Stretch[];
  /** Seconds in which speech was certain: the evidence behind `empty`. Between two moments, in seconds, or in all. */
  readonly speechSeconds: (from?: number, to?: number) => number;
  /** Gives the meter back; it is not to be used any more. */
  readonly close: () => void;
}

/** What the detector is asked to find. Seconds. */
interface Finding {
  readonly threshold: number;
  readonly minSpeechDuration: number;
  readonly minSilenceDuration: number;
}

/** Finds what to read: at 0.5 the first words after a beep were lost. */
const toRead: Finding = { threshold: 0.2, minSpeechDuration: 0.2, minSilenceDuration: 0.4 };

/**
 * Measures: what passes it is speech and not noise. Window by window, since on a quiet line speech
 * is certain for a tenth of a second here and there, and never for long.
 */
const toMeasure: Finding = { threshold: 0.5, minSpeechDuration: 0.03, minSilenceDuration: 0.03 };

/** 32 ms: what the model hears at once. */
const windowSize = 512;

/** A stretch is given after this long, also while speech goes on: nothing grows with the recording. */
const longestSeconds = 18;

const model = fileURLToPath(new URL("./models/silero-8k/silero-vad-5-8k.onnx", import.meta.url));

interface Detector {
  readonly push: (samples: Float32Array) => readonly Stretch[];
  readonly flush: () => readonly Stretch[];
  readonly reset: () => void;
}

function createDetector(finding: Finding): Detector {
  const vad = new sherpa.Vad(
    {
      sileroVad: { model, ...finding, windowSize },
      sampleRate,
      numThreads: 1,
      provider: "cpu",
      debug: 0,
    },
    longestSeconds * 2,
  );
  let speaking = 0;
  const drain = (): readonly Stretch[] => {
    const stretches: Stretch[] = [];
    for (; !vad.isEmpty(); vad.pop()) {
      const { start, samples } = vad.front(false);
      stretches.push({ start, end: start + samples.length });
    }
    return stretches;
  };
  return {
    push: (samples) => {
      // Window by window: sherpa-onnx tells a beginning late by as much as it is given at once (1.13.8).
      for (let at = 0; at < samples.length; at += windowSize) {
        vad.acceptWaveform(samples.subarray(at, at + windowSize));
      }
      speaking = vad.isDetected() ? speaking + samples.length : 0;
      if (speaking >= longestSeconds * sampleRate) {
        vad.flush();
        speaking = 0;
      }
      return drain();
    },
    flush: () => {
      vad.flush();
      return drain();
    },
    reset: () => {
      speaking = 0;
      vad.reset();
    },
  };
}

export function createVoiceActivity(): VoiceActivity {
  // Kept and used again: their memory is native, and the garbage collector does not see how much it is.
  const idle: { readonly reader: Detector; readonly measure: Detector }[] = [];
  return {
    open: () => {
      const pair = idle.pop() ?? {
        reader: createDetector(toRead),
        measure: createDetector(toMeasure),
      };
      const telephone = createTelephone();
      const certain: Stretch[] = [];
      const hear = (samples: Float32Array): readonly Stretch[] => {
        certain.push(...pair.measure.push(samples));
        return pair.reader.push(samples);
      };
      return {
        push: (samples) => hear(telephone.push(samples)),
        flush: () => {
          const last = hear(telephone.flush());
          certain.push(...pair.measure.flush());
          return [...last, ...pair.reader.flush()];
        },
        speechSeconds: (from = 0, to = Infinity) =>
          certain.reduce((sum, { start, end }) => {
            const within = Math.min(end / sampleRate, to) - Math.max(start / sampleRate, from);
            return sum + Math.max(0, within);
          }, 0),
        close: () => {
          pair.reader.flush();
          pair.measure.flush();
          pair.reader.reset();
          pair.measure.reset();
          idle.push(pair);
        },
      };
    },
  };
}

/**
 * The recording at 8 kHz, each sample twice: the model hears every second one. What a telephone does
 * not carry tells nothing here, and the model is surest of quiet telephone speech at that rate.
 */
function createTelephone(): Resampler {
  const resampler = createResampler(sampleRate, sampleRate / 2);
  const twice = (samples: Float32Array): Float32Array => {
    const result = new Float32Array(samples.length * 2);
    for (let at = 0; at < samples.length; at++) {
      result[at * 2] = result[at * 2 + 1] = samples[at] ?? 0;
    }
    return result;
  };
  return {
    push: (samples) => twice(resampler.push(samples)),
    flush: () => twice(resampler.flush()),
  };
}

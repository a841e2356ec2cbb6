import type { Reading, ReadOptions, SpeechEngine } from "./engine.ts";

/** The same engine, which reads the same samples once: what was begun is what is given. */
export function readAhead(engine: SpeechEngine): SpeechEngine {
  if (engine.ahead !== true) return engine;
  const known = new WeakMap<Float32Array, Promise<Reading>>();
  return {
    ...engine,
    read: (samples, options) => {
      const before = known.get(samples);
      if (before) return before;
      const reading = engine.read(samples, options);
      known.set(samples, reading);
      // A failure is told to whoever asks, and who asks again has it tried again.
      reading.catch(() => known.delete(samples));
      return reading;
    },
  };
}

/** Begins a reading that will probably be asked for, where that costs nothing but time on the cores. */
export function begin(
  engine: SpeechEngine,
  samples: Float32Array,
  { signal, hints }: ReadOptions,
): void {
  if (engine.ahead !== true) return;
  engine.read(samples, { signal, hints }).catch(() => {
    // Told where it is asked for.
  });
}

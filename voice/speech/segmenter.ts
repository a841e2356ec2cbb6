import { sampleRate } from "../audio/resample.ts";
import type { Stretch, VoiceActivityMeter } from "./voice-activity.ts";

/** A piece of the recording to be read. Times in seconds. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly samples: Float32Array;
}

/** Read along before the first and after the last sound: words begin before they are loud. */
const padding = Math.round(0.5 * sampleRate);

/** Stretches closer than this belong together: a recogniser needs the sentence. */
const joinGap = Math.round(1.2 * sampleRate);

const longest = 20 * sampleRate;

/**
 * Cuts a stream of samples into pieces of at most 20 seconds at pauses. Memory holds what has not been cut yet, never the
 * whole recording.
 */
export async function* cutAtPauses(
  audio: AsyncIterable<Float32Array>,
  meter: VoiceActivityMeter,
  onHeard: (samples: number) => void,
): AsyncGenerator<Piece> {
  const tape = createTape();
  // Widened: the generator below changes it behind the compiler's back.
  let group = null as Stretch | null;
  let cutAt = 0;

  const piece = ({ start, end }: Stretch): Piece => {
    const from = Math.max(cutAt, start - padding);
    const to = Math.min(tape.end(), end + padding, from + longest);
    cutAt = to;
    return { start: from / sampleRate, end: to / sampleRate, samples: tape.slice(from, to) };
  };
  function* take(stretches: readonly Stretch[]): Generator<Piece> {
    for (const stretch of stretches) {
      const joined: Stretch = { start: group?.start ?? stretch.start, end: stretch.end };
      const fits =
        group !== null &&
        stretch.start - group.end <= joinGap &&
        joined.end - joined.start + 2 * padding <= longest;
      if (group !== null && !fits) yield piece(group);
      group = fits ? joined : stretch;
    }
  }

  for await (const samples of audio) {
    tape.append(samples);
    onHeard(samples.length);
    yield* take(meter.push(samples));
    // A group that nothing can join any more is read at once.
    if (group !== null && tape.end() - group.end > joinGap + longest) {
      yield piece(group);
      group = null;
    }
    tape.forget((group?.start ?? Math.max(0, tape.end() - longest * 2)) - padding);
  }
  yield* take(meter.flush());
  if (group !== null) yield piece(group);
}

interface Tape {
  readonly append: (samples: Float32Array) => void;
  readonly slice: (start: number, end: number) => Float32Array;
  readonly forget: (before: number) => void;
  readonly end: () => number;
}

/** The last part of a stream, addressed by position from its beginning. */
function createTape(): Tape {
  let chunks: { readonly at: number; readonly samples: Float32Array }[] = [];
  let end = 0;
  return {
    append: (samples) => {
      chunks.push({ at: end, samples });
      end += samples.length;
    },
    slice: (from, to) => {
      const result = new Float32Array(Math.max(0, to - from));
      for (const { at, samples } of chunks) {
        const first = Math.max(from, at);
        const last = Math.min(to, at + samples.length);
        if (first < last) result.set(samples.subarray(first - at, last - at), first - from);
      }
      return result;
    },
    forget: (before) => {
      chunks = chunks.filter(({ at, samples }) => at + samples.length > before);
    },
    end: () => end,
  };
}

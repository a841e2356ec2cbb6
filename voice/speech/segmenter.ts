import { sampleRate } from "../audio/resample.ts";
import type { Stretch, VoiceActivityMeter } from "./voice-activity.ts";

/** A piece of the recording to be read. Times in seconds. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  readonly samples: Float32Array;
}

/**
 * Read along before the first sound: voice activity was seen to begin 0.8 s late, and after a beep more, while the
 * recogniser reads what it is given.
 */
const lead = Math.round(1.2 * sampleRate);

/** By so much is the beginning of speech seen late. */
const late = Math.round(0.8 * sampleRate);

/** At the very beginning, where the beep is. */
const firstLead = 4 * sampleRate;

const trail = Math.round(0.5 * sampleRate);

/** Stretches closer than this belong together: a recogniser needs the sentence. */
const joinGap = Math.round(1.2 * sampleRate);

/** Recognisers loop on more than 20 seconds; the lead is on top. */
const longest = 18 * sampleRate;

/** What is too long is cut at its quietest point after this much. */
const earliestCut = 10 * sampleRate;

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
  let readTo = 0;

  const piece = (start: number, end: number): Piece => {
    const from = Math.max(readTo, start - (readTo === 0 ? firstLead : lead));
    const to = Math.min(tape.end(), end);
    readTo = to;
    return {
      // Where speech was seen to begin, less what it is seen late: a quote's second is taken from here.
      start: Math.max(from, start - late) / sampleRate,
      end: to / sampleRate,
      samples: tape.slice(from, to),
    };
  };
  function* take(stretches: readonly Stretch[]): Generator<Piece> {
    for (const stretch of stretches) {
      if (group && stretch.start - group.end > joinGap) {
        yield piece(group.start, group.end + trail);
        group = null;
      }
      group = { start: group?.start ?? stretch.start, end: stretch.end };
      while (group.end - group.start > longest) {
        const cut = quietest(tape, group.start + earliestCut, group.start + longest);
        yield piece(group.start, cut);
        group = { start: cut, end: group.end };
      }
    }
  }

  for await (const samples of audio) {
    tape.append(samples);
    onHeard(samples.length);
    yield* take(meter.push(samples));
    tape.forget(Math.max(readTo, (group?.start ?? tape.end() - longest * 2) - firstLead));
  }
  yield* take(meter.flush());
  if (group) yield piece(group.start, group.end + trail);
}

/** The middle of the quietest tenth of a second between two positions. */
function quietest(tape: Tape, from: number, to: number): number {
  const window = sampleRate / 10;
  const samples = tape.slice(from, to);
  let least = Infinity;
  let cut = to;
  for (let at = 0; at + window <= samples.length; at += window / 2) {
    const energy = samples.subarray(at, at + window).reduce((sum, sample) => sum + sample ** 2, 0);
    if (energy < least) [least, cut] = [energy, from + at + window / 2];
  }
  return cut;
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

import { sampleRate } from "./audio/resample.ts";
import { createToneFinder, type Tone } from "./audio/tones.ts";
import type { Stretch, VoiceActivityMeter } from "./voice-activity.ts";

/** A piece of the recording to be read. Times in seconds. */
export interface Piece {
  readonly start: number;
  readonly end: number;
  /** Of it the speech, as far as voice activity found it. */
  readonly speechSeconds: number;
  readonly samples: Float32Array;
}

/**
 * Read along before the first sound: voice activity was seen to begin 0.15 s late, after a beep up
 * to 0.4. More than this makes Moonshine fall silent: of a line's noise before the first word it
 * concludes that there is none.
 */
const lead = Math.round(0.5 * sampleRate);

/** By so much is the beginning of speech seen late. */
const late = Math.round(0.15 * sampleRate);

/** Voice activity ends a stretch up to so much after a tone has. */
const edge = Math.round(0.1 * sampleRate);

const trail = Math.round(0.5 * sampleRate);

/** Stretches closer than this belong together: a recogniser needs the sentence. */
const joinGap = Math.round(1.2 * sampleRate);

/** Recognisers loop on more than 20 seconds; the lead is on top. */
const longest = 18 * sampleRate;

/** What is too long is cut at its quietest point after this much. */
const earliestCut = 10 * sampleRate;

/**
 * Cuts a stream of samples into pieces of at most 20 seconds at pauses. Memory holds what has not
 * been cut yet, never the whole recording.
 */
export async function* cutAtPauses(
  audio: AsyncIterable<Float32Array>,
  meter: VoiceActivityMeter,
  onHeard: (samples: number) => void,
): AsyncGenerator<Piece> {
  const tape = createTape();
  const finder = createToneFinder();
  // Widened: the generator below changes it behind the compiler's back.
  let group = null as Group | null;
  let readTo = 0;

  const piece = ({ start, end, speech }: Group): Piece => {
    const tone = finder.tones().findLast((one) => one.start < start && one.end <= start + lead);
    const from = Math.max(readTo, start - lead, Math.min(start, tone?.end ?? 0));
    const to = Math.min(tape.end(), end);
    readTo = to;
    return {
      // Where speech was seen to begin, less what it is seen late: a quote's second is taken from here.
      start: Math.max(from, start - late) / sampleRate,
      end: to / sampleRate,
      speechSeconds: speech / sampleRate,
      samples: tape.slice(from, to),
    };
  };
  function* take(stretches: readonly Stretch[]): Generator<Piece> {
    for (const found of stretches) {
      const stretch = withoutTones(found, finder.tones());
      if (!stretch) continue;
      if (group && stretch.start - group.end > joinGap) {
        yield piece({ ...group, end: group.end + trail });
        group = null;
      }
      const speech = (group?.speech ?? 0) + stretch.end - stretch.start;
      group = { start: group?.start ?? stretch.start, end: stretch.end, speech };
      while (group.end - group.start > longest) {
        const cut: number = quietest(tape, group.start + earliestCut, group.start + longest);
        const share: number = (cut - group.start) / (group.end - group.start);
        yield piece({ start: group.start, end: cut, speech: group.speech * share });
        group = { start: cut, end: group.end, speech: group.speech * (1 - share) };
      }
    }
  }

  for await (const samples of audio) {
    tape.append(samples);
    finder.push(samples);
    onHeard(samples.length);
    yield* take(meter.push(samples));
    tape.forget(Math.max(readTo, (group?.start ?? tape.end() - longest * 2) - lead));
  }
  yield* take(meter.flush());
  if (group) yield piece({ ...group, end: trailOf(group.end, finder.tones()) });
}

/** Speech that belongs together, in samples. */
interface Group extends Stretch {
  /** Of it the speech itself. */
  readonly speech: number;
}

/** A stretch without the beep at its beginning and the dial tone at its end; null when nothing else is in it. */
function withoutTones({ start, end }: Stretch, tones: readonly Tone[]): Stretch | null {
  const leading = tones.findLast((tone) => tone.start <= start && tone.end > start);
  const trailing = tones.find(
    (tone) => tone.start > start && tone.start < end && tone.end >= end - edge,
  );
  const kept = { start: leading?.end ?? start, end: trailing?.start ?? end };
  return kept.end - kept.start >= edge ? kept : null;
}

/** The last bit of what is said before the dial tone is read along, the tone is not. */
function trailOf(end: number, tones: readonly Tone[]): number {
  const tone = tones.find((one) => one.start >= end - edge);
  return Math.min(end + trail, tone?.start ?? Infinity);
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

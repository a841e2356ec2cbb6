import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { Confidence, Hearing, Segment, Transcript } from "../domain/voicemail/transcript.ts";
import { writeNumbers } from "../text/numbers/write-numbers.ts";
import type { Decoder } from "./audio/decoder.ts";
import { sampleRate } from "./audio/resample.ts";
import type { ReadOptions, SpeechEngine } from "./engines/engine.ts";
import { NoWordsError } from "./errors.ts";
import { createLimiter } from "./limiter.ts";
import { disagrees, readPiece, unsure, type ReadPiece } from "./read-piece.ts";
import { cutAtPauses, type Piece } from "./segmenter.ts";
import type { VoiceActivity, VoiceActivityMeter } from "./voice-activity.ts";

/** Hears recordings: measures speech, and has it read. */
export interface Transcriber {
  /**
   * @param path a recording
   * @throws RecordingUnreadableError, EngineUnavailableError, NoWordsError
   */
  readonly hear: (path: string, options?: ReadOptions) => Promise<Hearing>;
  readonly close: () => Promise<void>;
}

export interface TranscriberOptions {
  /** In order of preference. */
  readonly engines: readonly SpeechEngine[];
  readonly decoder: Decoder;
  readonly voiceActivity: VoiceActivity;
}

/** Recordings heard at once. Hearing is work for the cores, and each one holds a model of voice activity. */
const atOnce = 2;

/** Less certain speech than this in a whole recording is a click or a breath, not a message. */
const leastSpeechSeconds = 0.25;

export function createTranscriber(options: TranscriberOptions): Transcriber {
  const { engines, decoder, voiceActivity } = options;
  const limited = createLimiter(atOnce);

  const hearWith = async (
    meter: VoiceActivityMeter,
    path: string,
    { signal, hints }: ReadOptions,
  ): Promise<Hearing> => {
    const waiting: Piece[] = [];
    const read: ReadPiece[] = [];
    let samples = 0;
    const readWaiting = async (): Promise<void> => {
      for (const piece of waiting.splice(0)) {
        // Once two readings have agreed on a whole sentence, the language is the engine's.
        const doubleCheck = !read.some(isUnderstood);
        read.push(await readPiece(piece, engines, { signal, hints, doubleCheck }));
      }
    };
    const audio = yielding(decoder.decode(path, signal ? { signal } : {}));
    for await (const piece of cutAtPauses(audio, meter, (count) => (samples += count))) {
      waiting.push(piece);
      // Silence is measured before a recogniser runs: until speech is certain, pieces only wait.
      if (meter.speechSeconds() >= leastSpeechSeconds) await readWaiting();
      else if (waiting.length > mostWaiting) waiting.shift();
    }
    const speechSeconds = meter.speechSeconds();
    const durationSeconds = samples / sampleRate;
    if (speechSeconds < leastSpeechSeconds) {
      return { durationSeconds, speechSeconds, transcript: null };
    }
    await readWaiting();
    return { durationSeconds, speechSeconds, transcript: toTranscript(read, meter) };
  };

  return {
    hear: (path, readOptions = {}) =>
      limited(async () => {
        const meter = voiceActivity.open();
        try {
          return await hearWith(meter, path, readOptions);
        } finally {
          meter.close();
        }
      }),
    close: async () => {
      await Promise.all(engines.map((engine) => engine.close()));
    },
  };
}

/** Pieces of uncertain speech that wait; beyond, the oldest is noise, or an hour of it would fill the memory. */
const mostWaiting = 8;

/** Measuring is synchronous work, some milliseconds for this much audio: others run between two parts. */
const part = sampleRate / 5;

async function* yielding(audio: AsyncIterable<Float32Array>): AsyncGenerator<Float32Array> {
  for await (const samples of audio) {
    for (let at = 0; at < samples.length; at += part) {
      yield samples.subarray(at, at + part);
      await yieldToOthers();
    }
  }
}

/** A burst that passes for speech and in which no engine hears words may be this long: a click, a breath. */
const burstSeconds = 0.5;

/** Amid words it may be longer: a cough, a laugh, a dog. */
const wordlessSeconds = 1.5;

/** Of a message whose readings agree but for a part smaller than this, the part is noise. */
const unsureShare = 0.4;

function toTranscript(read: readonly ReadPiece[], meter: VoiceActivityMeter): Transcript | null {
  const heard = read.filter(({ segments }) => segments.length > 0);
  const segments = heard.flatMap((piece) => piece.segments).map(withNumbers);
  const text = segments.map((segment) => segment.text).join(" ");
  if (text === "") {
    if (meter.speechSeconds() < burstSeconds) return null;
    throw new NoWordsError();
  }
  const doubts = new Set(heard.flatMap((piece) => piece.doubts));
  const share = lettersIn(heard.filter(disagrees)) / lettersIn(heard);
  if (share < unsureShare) doubts.delete(unsure);
  if (read.some((piece) => isLost(piece, meter))) doubts.add(wordless);
  return {
    text,
    segments,
    language: heard.find(({ language }) => language !== null)?.language ?? null,
    engine: heard[0]?.engine ?? "none",
    confidence: confidenceOf(heard, doubts.size > 0),
    doubts: [...doubts],
  };
}

const wordless = "a passage of speech in which no words were heard";

/**
 * A piece without words inside a message that has some is a cough or a line's noise, unless speech
 * was certain in it.
 */
function isLost({ segments, start, end }: ReadPiece, meter: VoiceActivityMeter): boolean {
  return segments.length === 0 && meter.speechSeconds(start, end) >= wordlessSeconds;
}

function withNumbers(segment: Segment): Segment {
  const { text: spoken } = segment;
  const text = writeNumbers(spoken);
  return text === spoken ? segment : { ...segment, text, spoken };
}

function lettersIn(pieces: readonly ReadPiece[]): number {
  return pieces.flatMap(({ segments }) => segments).reduce((sum, { text }) => sum + text.length, 0);
}

/** Letters of a whole sentence, about. */
const sentence = 20;

function isUnderstood(piece: ReadPiece): boolean {
  return piece.difference !== null && !disagrees(piece) && lettersIn([piece]) >= sentence;
}

/** Two readings that differ by more than this share of their letters are not the same words any more. */
const sameWords = 0.1;

function confidenceOf(heard: readonly ReadPiece[], doubted: boolean): Confidence {
  if (doubted) return "low";
  const doubtful = heard.some(
    ({ retried, difference }) => retried || (difference ?? 0) > sameWords,
  );
  return doubtful ? "medium" : "high";
}

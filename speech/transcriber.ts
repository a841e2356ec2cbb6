import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { Hearing } from "../domain/voicemail/transcript.ts";
import type { Decoder } from "./audio/decoder.ts";
import { sampleRate } from "./audio/resample.ts";
import { steady } from "./audio/steady.ts";
import type { ReadOptions, SpeechEngine } from "./engines/engine.ts";
import { createLimiter } from "./engines/limiter.ts";
import { readBeside } from "./read-beside.ts";
import { readInTurn } from "./read-in-turn.ts";
import { cutAtPauses, type Piece } from "./segmenter.ts";
import { isConfirmed, toTranscript } from "./to-transcript.ts";
import type { VoiceActivity, VoiceActivityMeter } from "./voice-activity.ts";
import { keepWhole, saysMore, withBeginning } from "./whole-recording.ts";

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
    readOptions: ReadOptions,
  ): Promise<Hearing> => {
    const { signal } = readOptions;
    const reader = readInTurn(engines, readOptions);
    const recording = keepWhole();
    const waiting: Piece[] = [];
    let first: Piece | null = null;
    let found = 0;
    let samples = 0;
    const beside = readBeside(reader.read);
    const readWaiting = async (): Promise<void> => {
      for (const piece of waiting.splice(0)) {
        reader.begin(piece);
        await beside.add(piece);
      }
    };
    const decoded = yielding(decoder.decode(path, signal ? { signal } : {}));
    const audio = recording.listen(steady(decoded));
    for await (const piece of cutAtPauses(audio, meter, (count) => (samples += count))) {
      waiting.push(piece);
      first ??= piece;
      found += piece.speechSeconds;
      // Silence is measured before a recogniser runs: until speech is certain, pieces only wait.
      if (meter.speechSeconds() >= leastSpeechSeconds) await readWaiting();
      else if (waiting.length > mostWaiting) waiting.shift();
    }
    const speechSeconds = meter.speechSeconds();
    const durationSeconds = samples / sampleRate;
    const whole = first && found >= leastSpeechSeconds ? recording.piece(found) : null;
    if (speechSeconds < leastSpeechSeconds) {
      // Before it is called empty: what may be speech counts where two readings find the same words in it.
      if (whole) await reader.readInstead(whole, isConfirmed);
    } else {
      await readWaiting();
      await beside.done();
      const longer = whole && first ? withBeginning(whole, first) : null;
      if (longer) await reader.readInstead(longer, saysMore);
    }
    const transcript = toTranscript(reader.pieces(), meter);
    return { durationSeconds, speechSeconds, transcript };
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

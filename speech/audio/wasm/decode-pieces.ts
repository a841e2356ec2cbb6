import { createReadStream } from "node:fs";
import decode, { type StreamDecoder } from "audio-decode";
import { RecordingUnreadableError } from "../../../domain/voicemail/recording-unreadable-error.ts";
import { longestSeconds } from "../decode-options.ts";
import { detectFormat, type AudioFormat } from "../format.ts";
import { mixDown } from "../mix.ts";
import { createResampler, sampleRate as ourRate, type Resampler } from "../resample.ts";

/** 4 KiB of Aircall's mp3 are one second. Small, since a few bytes of silence may become minutes. */
const pieceBytes = 4 * 1024;

/** An m4a is read to its table, often the last thing in it, and gathered anew with each piece until then. */
const m4aPieceBytes = 1024 * 1024;

/** No telephone and no studio is outside of these; what is, makes millions of samples out of one. */
const rates = { lowest: 4_000, highest: 192_000 };

const mostChannels = 8;

const decoders: Record<AudioFormat, () => Promise<StreamDecoder>> = {
  mp3: () => decode.mp3(),
  wav: () => decode.wav(),
  ogg: () => decode.oga(),
  m4a: () => decode.m4a(),
  flac: () => decode.flac(),
  webm: () => decode.webm(),
  amr: () => decode.amr(),
};

/**
 * Decodes a file here and now, and holds up whatever runs in the same thread.
 *
 * @throws RecordingUnreadableError
 */
export async function* decodePieces(path: string): AsyncGenerator<Float32Array> {
  const detected = await detectFormat(path);
  if ("fault" in detected) throw new RecordingUnreadableError(detected.fault);
  const decoder = await decoders[detected.format]();
  let resampler: Resampler | null = null;
  let left = longestSeconds * ourRate;
  let any = false;
  const convert = ({ channelData, sampleRate }: Awaited<ReturnType<StreamDecoder>>) => {
    if (channelData.length === 0 || channelData[0]?.length === 0) return null;
    refuseOddities(channelData.length, sampleRate);
    resampler ??= createResampler(sampleRate);
    return within(resampler.push(mixDown(channelData)));
  };
  const within = (samples: Float32Array): Float32Array => {
    const taken = samples.subarray(0, left);
    left -= taken.length;
    return taken;
  };
  try {
    const highWaterMark = detected.format === "m4a" ? m4aPieceBytes : pieceBytes;
    for await (const piece of createReadStream(path, { highWaterMark })) {
      const samples = convert(await decoder(piece));
      any ||= samples !== null;
      if (samples) yield samples;
      if (left === 0) return;
    }
    const last = convert(await decoder.flush());
    any ||= last !== null;
    if (last) yield last;
  } catch (error) {
    if (error instanceof RecordingUnreadableError) throw error;
    // A damaged end is no reason to lose what was before it.
    if (!any) throw new RecordingUnreadableError("it does not decode", error);
  } finally {
    decoder.free();
  }
  if (!any) throw new RecordingUnreadableError("there is no audio in it");
  const rest = (resampler as Resampler | null)?.flush();
  if (rest && rest.length > 0) yield within(rest);
}

function refuseOddities(channels: number, rate: number): void {
  if (!(rate >= rates.lowest && rate <= rates.highest)) {
    throw new RecordingUnreadableError(
      `it says ${rate} samples a second, which is no rate of a recording`,
    );
  }
  if (channels > mostChannels) {
    throw new RecordingUnreadableError(`it has ${channels} channels, which no recording has`);
  }
}

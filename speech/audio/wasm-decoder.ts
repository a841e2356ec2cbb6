import { createReadStream } from "node:fs";
import { setImmediate as yieldToOthers } from "node:timers/promises";
import decode, { type StreamDecoder } from "audio-decode";
import { RecordingUnreadableError } from "../../domain/voicemail/recording-unreadable-error.ts";
import type { DecodeOptions } from "./decode-options.ts";
import { detectFormat, type AudioFormat } from "./format.ts";
import { mixDown } from "./mix.ts";
import { createResampler, type Resampler } from "./resample.ts";

/** Decoding is synchronous work: after each piece it yields to others. 4 KiB of Aircall's mp3 are one second. */
const pieceBytes = 4 * 1024;

const decoders: Record<AudioFormat, () => Promise<StreamDecoder>> = {
  mp3: () => decode.mp3(),
  wav: () => decode.wav(),
  ogg: () => decode.oga(),
  m4a: () => decode.m4a(),
  flac: () => decode.flac(),
  webm: () => decode.webm(),
  amr: () => decode.amr(),
};

/** @throws RecordingUnreadableError */
export async function* decodeWithWasm(
  path: string,
  { signal }: DecodeOptions = {},
): AsyncGenerator<Float32Array> {
  const detected = await detectFormat(path);
  if ("fault" in detected) throw new RecordingUnreadableError(detected.fault);
  const decoder = await decoders[detected.format]();
  let resampler: Resampler | null = null;
  let any = false;
  const convert = ({ channelData, sampleRate }: Awaited<ReturnType<StreamDecoder>>) => {
    if (channelData.length === 0 || channelData[0]?.length === 0) return null;
    resampler ??= createResampler(sampleRate);
    return resampler.push(mixDown(channelData));
  };
  try {
    for await (const piece of createReadStream(path, { highWaterMark: pieceBytes })) {
      signal?.throwIfAborted();
      const samples = convert(await decoder(piece));
      any ||= samples !== null;
      if (samples) yield samples;
      await yieldToOthers();
    }
    const last = convert(await decoder.flush());
    any ||= last !== null;
    if (last) yield last;
  } catch (error) {
    if (signal?.aborted) throw error;
    // A damaged end is no reason to lose what was before it.
    if (!any) throw new RecordingUnreadableError("it does not decode", error);
  } finally {
    decoder.free();
  }
  if (!any) throw new RecordingUnreadableError("there is no audio in it");
  const rest = (resampler as Resampler | null)?.flush();
  if (rest && rest.length > 0) yield rest;
}

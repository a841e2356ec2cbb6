import { RecordingUnreadableError } from "../../domain/voicemail/recording-unreadable-error.ts";
import type { Decoder } from "./decoder.ts";
import { detectFormat, type AudioFormat } from "./format.ts";
import { sampleRate } from "./resample.ts";

/** Less than this is a click: no voicemail, and no proof of audio either. */
const shortestSeconds = 0.1;

/**
 * Proves by decoding it to its end that a file is audio.
 *
 * @throws RecordingUnreadableError
 */
export async function proveAudio(
  decoder: Decoder,
  path: string,
  options: { readonly signal?: AbortSignal; readonly onProgress?: () => void } = {},
): Promise<{ readonly format: AudioFormat; readonly durationSeconds: number }> {
  const { signal, onProgress } = options;
  const detected = await detectFormat(path);
  if ("fault" in detected) throw new RecordingUnreadableError(detected.fault);
  let samples = 0;
  for await (const chunk of decoder.decode(path, signal ? { signal } : {})) {
    samples += chunk.length;
    onProgress?.();
  }
  const durationSeconds = samples / sampleRate;
  if (durationSeconds < shortestSeconds) {
    throw new RecordingUnreadableError("there is no audio in it");
  }
  return { format: detected.format, durationSeconds };
}

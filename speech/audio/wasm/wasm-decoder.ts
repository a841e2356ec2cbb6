import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { DecodeOptions } from "../decode-options.ts";
import { detectFormat } from "../format.ts";
import { onlyNumbers } from "../only-numbers.ts";
import { decodeInProcess } from "./decode-in-process.ts";
import { decodePieces } from "./decode-pieces.ts";

/**
 * Decodes without a binary of somebody else's.
 *
 * Aircall makes mp3, of which no byte becomes more than a few milliseconds: that is decoded here, piece by piece, and
 * others get their turn between two. What any other container makes of its bytes is for a process of its own.
 *
 * @throws RecordingUnreadableError
 */
export function decodeWithWasm(
  path: string,
  options: DecodeOptions = {},
): AsyncGenerator<Float32Array> {
  return onlyNumbers(decode(path, options));
}

async function* decode(
  path: string,
  options: DecodeOptions,
): AsyncGenerator<Float32Array, void, undefined> {
  const detected = await detectFormat(path);
  if (!("format" in detected) || detected.format !== "mp3") {
    return yield* decodeInProcess(path, options);
  }
  for await (const samples of decodePieces(path)) {
    options.signal?.throwIfAborted();
    yield samples;
    await yieldToOthers();
  }
}

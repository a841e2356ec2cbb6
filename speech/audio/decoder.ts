import { access, constants } from "node:fs/promises";
import { delimiter, join } from "node:path";
import type { DecodeOptions } from "./decode-options.ts";
import { decodeWithFfmpeg, ffmpegRuns } from "./ffmpeg.ts";
import { ffmpegOfPackage } from "./ffmpeg-static.ts";
import { onlyNumbers } from "./only-numbers.ts";
import { decodeWithWasm } from "./wasm/wasm-decoder.ts";

/** Turns recordings into 16 kHz mono samples, piece by piece: memory does not grow with length. */
export interface Decoder {
  /** What decodes, for people: `ffmpeg 6.1 (PATH)` or `WASM`. */
  readonly name: string;
  /** @throws RecordingUnreadableError */
  readonly decode: (path: string, options?: DecodeOptions) => AsyncIterable<Float32Array>;
}

export interface DecoderOptions {
  /** `FFMPEG_BIN`: used or an error. */
  readonly ffmpegBin: string | null;
  /** `PATH`. */
  readonly searchPath: string;
}

/**
 * Picks the decoder: `FFMPEG_BIN`, an ffmpeg on PATH, the one of `ffmpeg-static` where it is what it
 * must be, each when it really runs; else WASM decoders that need no binary.
 *
 * @throws when `FFMPEG_BIN` does not run
 */
export async function createDecoder({ ffmpegBin, searchPath }: DecoderOptions): Promise<Decoder> {
  if (ffmpegBin !== null) {
    const version = await ffmpegRuns(ffmpegBin);
    if (version === null) throw new Error(`FFMPEG_BIN is ${ffmpegBin}, which does not run`);
    return ffmpegDecoder(ffmpegBin, `ffmpeg ${version} (FFMPEG_BIN)`);
  }
  const candidates = [
    ["PATH", () => onPath(searchPath)],
    ["ffmpeg-static", () => ffmpegOfPackage()],
  ] as const;
  for (const [source, find] of candidates) {
    const path = await find();
    const version = path === null ? null : await ffmpegRuns(path);
    if (path !== null && version !== null) {
      return ffmpegDecoder(path, `ffmpeg ${version} (${source})`);
    }
  }
  return { name: "WASM", decode: decodeWithWasm };
}

function ffmpegDecoder(path: string, name: string): Decoder {
  return { name, decode: (file, options) => onlyNumbers(decodeWithFfmpeg(path, file, options)) };
}

async function onPath(searchPath: string): Promise<string | null> {
  for (const folder of searchPath.split(delimiter).filter(Boolean)) {
    const path = join(folder, "ffmpeg");
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {
      // Not here.
    }
  }
  return null;
}

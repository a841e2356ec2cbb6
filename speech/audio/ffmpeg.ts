import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";
import { childEnvironment } from "../../platform/process/child-environment.ts";
import { RecordingUnreadableError } from "../../domain/voicemail/recording-unreadable-error.ts";
import { longestSeconds, type DecodeOptions } from "./decode-options.ts";
import { exitOf } from "./exit-of.ts";
import { detectFormat, type AudioFormat } from "./format.ts";
import { mixDown } from "./mix.ts";
import { sampleRate } from "./resample.ts";

const run = promisify(execFile);

/** The version of an ffmpeg that runs; null when it does not. */
export async function ffmpegRuns(path: string): Promise<string | null> {
  try {
    const { stdout } = await run(path, ["-version"], {
      timeout: 10_000,
      env: childEnvironment(),
    });
    return /version (\S+)/.exec(stdout)?.[1] ?? "of unknown version";
  } catch {
    return null;
  }
}

/** Names of ffmpeg's demuxers: it must not guess, or a playlist would name other files. */
const demuxers: Record<AudioFormat, string> = {
  mp3: "mp3",
  wav: "wav",
  ogg: "ogg",
  m4a: "mov",
  flac: "flac",
  webm: "matroska",
  amr: "amr",
};

/** Four hours decode in two minutes on a slow core. */
const timeoutMs = 600_000;

/** Both channels are kept: ffmpeg's own downmix makes silence of opposite phases. */
export function ffmpegArguments(path: string, format: AudioFormat): string[] {
  const input = ["-f", demuxers[format], "-i", `file:${path}`];
  const output = [
    "-ac",
    "2",
    "-ar",
    String(sampleRate),
    "-t",
    String(longestSeconds),
    "-f",
    "f32le",
  ];
  const bounds = ["-nostdin", "-v", "error", "-protocol_whitelist", "file,pipe"];
  return [...bounds, ...input, "-map", "0:a:0", "-vn", "-sn", "-dn", ...output, "pipe:1"];
}

/** How ffmpeg ends when it is asked to by a signal. */
const stopped = 255;

const bytesPerFrame = 2 * Float32Array.BYTES_PER_ELEMENT;

/** @throws RecordingUnreadableError */
export async function* decodeWithFfmpeg(
  ffmpeg: string,
  path: string,
  { signal }: DecodeOptions = {},
): AsyncGenerator<Float32Array> {
  const detected = await detectFormat(path);
  if ("fault" in detected) throw new RecordingUnreadableError(detected.fault);
  const child = spawn(ffmpeg, ffmpegArguments(path, detected.format), {
    stdio: ["ignore", "pipe", "ignore"],
    env: childEnvironment(),
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    ...(signal ? { signal } : {}),
  });
  const exit = exitOf(child);
  let rest: Buffer = Buffer.alloc(0);
  let any = false;
  try {
    for await (const chunk of child.stdout) {
      const data: Buffer = Buffer.concat([rest, Buffer.from(chunk)]);
      const frames = Math.floor(data.length / bytesPerFrame);
      rest = data.subarray(frames * bytesPerFrame);
      if (frames > 0) yield toMono(data, frames);
      any ||= frames > 0;
    }
    const code = await exit;
    // It was told to stop, with half of the recording read: that is no word on the recording.
    if (any && (code === stopped || child.signalCode === "SIGTERM")) {
      throw new Error("ffmpeg was stopped before it had read the recording");
    }
    // A damaged end is no reason to lose what was before it.
    if (code !== 0 && !any) throw new RecordingUnreadableError("it does not decode");
  } finally {
    child.kill("SIGKILL");
  }
}

function toMono(data: Buffer, frames: number): Float32Array {
  // Copied, for the buffer may begin at any byte.
  const samples = new Float32Array(
    data.buffer.slice(data.byteOffset, data.byteOffset + frames * bytesPerFrame),
  );
  const left = new Float32Array(frames);
  const right = new Float32Array(frames);
  for (let frame = 0; frame < frames; frame++) {
    left[frame] = samples[frame * 2] ?? 0;
    right[frame] = samples[frame * 2 + 1] ?? 0;
  }
  return mixDown([left, right]);
}

import { spawn, type ChildProcess } from "node:child_process";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { RecordingUnreadableError } from "../../../domain/voicemail/recording-unreadable-error.ts";
import { childEnvironment } from "../../../platform/process/child-environment.ts";
import type { DecodeOptions } from "../decode-options.ts";
import { exitOf } from "../exit-of.ts";

/** What a decoder may hold of objects, and in all. A good recording takes some 150 MB with Node itself. */
const mostHeapMb = 256;
const mostBytes = 700 * 1024 * 1024;

/** Between two looks at it. */
const lookEveryMs = 100;

/** Four hours decode in two minutes on a slow core. */
const timeoutMs = 600_000;

/** Ends a process that could not read its file; the reason is then what it said. */
export const unreadableCode = 3;

/** A sentence of ours, never a file. */
const longestReason = 300;

const bytesPerSample = Float32Array.BYTES_PER_ELEMENT;
const pageBytes = 4096;

/**
 * Decodes in a process with bounds: what a hostile file does to a decoder, from a loop without end to memory that no
 * machine has, ends with that process.
 *
 * @throws RecordingUnreadableError
 */
export async function* decodeInProcess(
  path: string,
  { signal }: DecodeOptions,
): AsyncGenerator<Float32Array> {
  signal?.throwIfAborted();
  const script = fileURLToPath(
    new URL(`./print-samples${extname(import.meta.url)}`, import.meta.url),
  );
  const child = spawn(
    process.execPath,
    [`--max-old-space-size=${mostHeapMb}`, "--no-warnings", script, path],
    {
      stdio: ["ignore", "pipe", "pipe"],
      env: childEnvironment(),
      timeout: timeoutMs,
      killSignal: "SIGKILL",
      ...(signal ? { signal } : {}),
    },
  );
  let reason = "";
  child.stderr.on("data", (data: Buffer) => {
    reason = (reason + data.toString()).slice(0, longestReason);
  });
  const exit = exitOf(child);
  const watch = watchMemory(child);
  let rest: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of child.stdout) {
      const data: Buffer = Buffer.concat([rest, Buffer.from(chunk)]);
      const whole = data.length - (data.length % bytesPerSample);
      rest = data.subarray(whole);
      // Copied, for the buffer may begin at any byte.
      if (whole > 0)
        yield new Float32Array(data.buffer.slice(data.byteOffset, data.byteOffset + whole));
    }
    const code = await exit;
    if (child.signalCode === "SIGTERM") {
      throw new Error("the decoder was stopped before it had read the recording");
    }
    if (code === unreadableCode) throw new RecordingUnreadableError(reason);
    if (code !== 0)
      throw new RecordingUnreadableError("decoding it takes more memory or time than it may");
  } finally {
    clearInterval(watch);
    child.kill("SIGKILL");
  }
}

/** Ends a process that takes too much. Where there is no /proc only its objects are bounded. */
function watchMemory(child: ChildProcess): NodeJS.Timeout {
  return setInterval(() => {
    readFile(`/proc/${child.pid}/statm`, "utf8")
      .then((text) => {
        const resident = Number(text.split(" ")[1]) * pageBytes;
        if (resident > mostBytes) child.kill("SIGKILL");
        return resident;
      })
      // It has ended, or this is no Linux.
      .catch(() => null);
  }, lookEveryMs);
}

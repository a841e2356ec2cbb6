/*
 * Run as a process of its own by decode-in-process.ts: prints the samples of a file on stdout, or on
 * stderr why there are none.
 */
import { once } from "node:events";
import { RecordingUnreadableError } from "../../../domain/voicemail/recording-unreadable-error.ts";
import { unreadableCode } from "./decode-in-process.ts";
import { decodePieces } from "./decode-pieces.ts";

const [, , path = ""] = process.argv;
try {
  for await (const { buffer, byteOffset, byteLength } of decodePieces(path)) {
    const written = process.stdout.write(new Uint8Array(buffer, byteOffset, byteLength));
    if (!written) await once(process.stdout, "drain");
  }
} catch (error) {
  if (!(error instanceof RecordingUnreadableError)) throw error;
  process.stderr.write(error.reason);
  process.exitCode = unreadableCode;
}

import { pino, type Logger as PinoLogger } from "pino";
import type { TelemetryConfig } from "../config/sections/telemetry.ts";
import { prettyLog } from "./pretty-log.ts";

export type Logger = Pick<PinoLogger, "trace" | "debug" | "info" | "warn" | "error" | "fatal">;

/**
 * JSON lines on stderr, or sentences where people look on: stdout is for answers. Messages are constant, data stands in
 * fields, and no field ever holds a caller's words, name or number, a link, or a token.
 */
export function createLog({ logLevel, logFormat }: LogConfig): Logger {
  return pino(
    { level: logLevel, base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime },
    isPretty({ logLevel, logFormat })
      ? prettyLog(process.stderr)
      : pino.destination({ fd: 2, sync: true }),
  );
}

type LogConfig = Pick<TelemetryConfig, "logLevel" | "logFormat">;

/** Sentences leave out what whoever asks for details wants to see. */
const detailed: readonly LogConfig["logLevel"][] = ["trace", "debug"];

function isPretty({ logLevel, logFormat }: LogConfig): boolean {
  if (logFormat !== null) return logFormat === "pretty";
  // Both: who writes one of them to a file wants to read it by a program.
  return !detailed.includes(logLevel) && process.stdout.isTTY && process.stderr.isTTY;
}

/** What of an error may be logged: its kind and our own message. Causes may hold links and hosts' answers. */
export function loggable(error: unknown): { readonly error: string; readonly message: string } {
  if (!(error instanceof Error)) return { error: typeof error, message: "not an Error" };
  return { error: error.name, message: error.message.slice(0, 500) };
}

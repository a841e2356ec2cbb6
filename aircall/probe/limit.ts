import type { Seen } from "./ask.ts";
import type { Experiment } from "./experiment.ts";
import { bodyShape } from "./shape.ts";

export const resetQuestion = "unit of X-AircallApi-Reset";

const names = ["limit", "remaining", "reset"] as const;

/** The `X-AircallApi-*` headers that an answer has, without their common beginning. */
export function limitHeaders({ headers }: Seen): string[] {
  return names.filter((name) => headers[`x-aircallapi-${name}`] !== undefined);
}

/** Both seconds and milliseconds since the epoch have been seen; a small number would be a wait. */
export function resetUnit({ headers }: Seen): string {
  const header = headers["x-aircallapi-reset"];
  if (header === undefined) return "no header";
  const value = Number(header);
  if (!Number.isFinite(value)) return "no number";
  if (value < 1e9) return "a wait";
  return value < 1e12 ? "seconds" : "milliseconds";
}

/** Three times Aircall's highest known limit: an account that takes more than this is not limited. */
const mostRequests = 360;
const atOnce = 10;

/**
 * Sends pings as fast as they are answered until one is refused. Every other program on the account
 * is refused too until the minute is over: only when the operator asks for it, and last.
 */
export const limitExperiment: Experiment = {
  asked: "GET /v1/ping, without a pause, until a 429",
  expected: {
    "headers of a 429 beside the reset": "limit, remaining",
    "Retry-After of a 429": "none",
    "body of a 429": "{error, troubleshoot}",
    [resetQuestion]: "seconds",
  },
  run: async (ask) => {
    for (let sent = 0; sent < mostRequests; sent += atOnce) {
      const answers = await Promise.all(
        Array.from({ length: atOnce }, () => ask("GET", "/v1/ping", { unpaced: true })),
      );
      const refused = answers.find(({ status }) => status === 429);
      if (refused) return refusal(refused);
    }
    return {};
  },
};

/** What a 429 says, whoever caused it. */
export function refusal(seen: Seen): Record<string, string> {
  return {
    "headers of a 429 beside the reset":
      limitHeaders(seen)
        .filter((name) => name !== "reset")
        .join(", ") || "none",
    "Retry-After of a 429": seen.headers["retry-after"] === undefined ? "none" : "sent",
    "body of a 429": bodyShape(seen.text),
    [resetQuestion]: resetUnit(seen),
  };
}

import { extname } from "node:path";
import { askThread } from "../thread/ask-thread.ts";

/** How likely a passage tells of something, 0 to 1. */
export interface Chances {
  /** Life, health or property in danger, or a total outage, now: urgency 5. */
  readonly danger: number;
  /** Urgency of 4 or 5. */
  readonly urgent: number;
}

/** Reads passages for danger, each by itself. */
export interface DangerReader {
  /** @throws when the model does not load */
  readonly read: (passages: readonly string[]) => Promise<readonly Chances[]>;
}

/** The model of docs/decisions/0027, in a thread of its own: a passage takes it some 10 ms. */
export function createDangerReader(): DangerReader {
  const script = new URL(`danger-thread${extname(import.meta.url)}`, import.meta.url);
  return { read: askThread(script, "the reader of dangers") };
}

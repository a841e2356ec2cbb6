import { extname } from "node:path";
import { askThread } from "../thread/ask-thread.ts";

/** Turns sentences into vectors of 512 numbers that lie close where the meaning does. */
export interface Embedder {
  /** @throws when the encoder does not load */
  readonly embed: (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;
}

/** The encoder in a thread of its own. */
export function createEmbedder(): Embedder {
  const script = new URL(`embedder-thread${extname(import.meta.url)}`, import.meta.url);
  return { embed: askThread(script, "the sentence encoder") };
}

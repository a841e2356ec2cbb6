import { extname } from "node:path";
import { Worker } from "node:worker_threads";

/** Turns sentences into vectors of 512 numbers that lie close where the meaning does. */
export interface Embedder {
  /** @throws when the encoder does not load */
  readonly embed: (texts: readonly string[]) => Promise<readonly (readonly number[])[]>;
}

export interface EmbedRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

export type EmbedAnswer =
  | { readonly id: number; readonly vectors: readonly (readonly number[])[] }
  | { readonly id: number; readonly fault: string };

interface Waiting {
  readonly resolve: (vectors: readonly (readonly number[])[]) => void;
  readonly reject: (error: Error) => void;
}

/** The encoder in a thread of its own, begun with the first sentence. It does not keep a finished process alive. */
export function createEmbedder(): Embedder {
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let asked = 0;

  const failAll = (error: Error): void => {
    thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const script = new URL(`embedder-thread${extname(import.meta.url)}`, import.meta.url);
    const started = new Worker(script);
    started.on("message", (answer: EmbedAnswer) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref();
      if ("fault" in answer) one?.reject(new Error(`the sentence encoder failed: ${answer.fault}`));
      else one?.resolve(answer.vectors);
    });
    started.once("error", failAll);
    started.once("exit", () => failAll(new Error("the sentence encoder ended")));
    return started;
  };

  return {
    embed: (texts) =>
      new Promise((resolve, reject) => {
        thread ??= start();
        const id = asked++;
        waiting.set(id, { resolve, reject });
        thread.ref();
        thread.postMessage({ id, texts } satisfies EmbedRequest, []);
      }),
  };
}

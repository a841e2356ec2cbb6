import { Worker } from "node:worker_threads";

/** What a thread is sent: texts, and the number of the question. */
export interface Question {
  readonly id: number;
  readonly asked: readonly string[];
}

/** What a thread sends back, under the number of the question. */
export type Answer<Answered> =
  | { readonly id: number; readonly answered: Answered }
  | { readonly id: number; readonly fault: string };

interface Waiting<Answered> {
  readonly resolve: (answer: Answered) => void;
  readonly reject: (error: Error) => void;
}

/**
 * A thread that answers questions, begun with the first one and again after it has ended. It does
 * not keep a finished process alive.
 *
 * @param script the thread's file
 * @param name of what it does, for its errors: `the sentence encoder`
 * @returns asks; rejects where the thread does not answer
 */
export function askThread<Answered>(
  script: URL,
  name: string,
): (asked: readonly string[]) => Promise<Answered> {
  const waiting = new Map<number, Waiting<Answered>>();
  let thread: Worker | null = null;
  let count = 0;

  const failAll = (error: Error): void => {
    thread = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const started = new Worker(script);
    started.on("message", (answer: Answer<Answered>) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref();
      if ("fault" in answer) one?.reject(new Error(`${name} failed: ${answer.fault}`));
      else one?.resolve(answer.answered);
    });
    started.once("error", failAll);
    started.once("exit", () => failAll(new Error(`${name} ended`)));
    return started;
  };

  return (asked) =>
    new Promise((resolve, reject) => {
      thread ??= start();
      const id = count++;
      waiting.set(id, { resolve, reject });
      thread.ref();
      thread.postMessage({ id, asked } satisfies Question, []);
    });
}

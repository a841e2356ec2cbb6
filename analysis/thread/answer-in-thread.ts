import { parentPort } from "node:worker_threads";
import type { Answer, Question } from "./ask-thread.ts";

/** Answers what ask-thread.ts sends, in the thread that calls it. */
export function answerInThread<Answered>(
  answer: (asked: readonly string[]) => Promise<Answered>,
): void {
  parentPort?.on("message", ({ id, asked }: Question) => {
    const reply = (message: Answer<Answered>): void => parentPort?.postMessage(message, []);
    answer(asked)
      .then((answered) => reply({ id, answered }))
      .catch((error: unknown) => reply({ id, fault: String(error) }));
  });
}

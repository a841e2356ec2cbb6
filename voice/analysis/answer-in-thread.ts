import { parentPort } from "node:worker_threads";
import type { Answer, Question } from "./ask-thread.ts";

/** Answers what ask-thread.ts sends, in the thread that calls it. */
export function answerInThread<Asked, Answered>(answer: (asked: Asked) => Promise<Answered>): void {
  parentPort?.on("message", ({ id, asked }: Question<Asked>) => {
    const reply = (message: Answer<Answered>): void => parentPort?.postMessage(message, []);
    answer(asked)
      .then((answered) => reply({ id, answered }))
      .catch((error: unknown) => reply({ id, fault: String(error) }));
  });
}

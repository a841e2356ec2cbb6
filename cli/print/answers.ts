import { wrapFor } from "../../platform/terminal/wrap.ts";

/** Prints a command's answers on stdout: one JSON object a line, or words for people, whole on a terminal. */
export interface Answers<Answer> {
  readonly print: (answer: Answer) => void;
}

/** @param json whether answers are for programs */
export function createAnswers<Answer>(
  json: boolean,
  toWords: (answer: Answer) => string,
): Answers<Answer> {
  return {
    print: (answer) => {
      const text = json ? JSON.stringify(answer) : wrapFor(process.stdout, toWords(answer));
      process.stdout.write(`${text}\n`);
    },
  };
}

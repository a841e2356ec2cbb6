/** Prints a command's answers on stdout: one JSON object a line, or words for people. */
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
      process.stdout.write(`${json ? JSON.stringify(answer) : toWords(answer)}\n`);
    },
  };
}

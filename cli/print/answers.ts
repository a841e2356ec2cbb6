/** Prints a command's answers on stdout: one JSON object a line, or words for people. */
export interface Answers<Answer> {
  readonly tell: (answer: Answer) => void;
}

export function createAnswers<Answer>(
  json: boolean,
  toWords: (answer: Answer) => string,
): Answers<Answer> {
  return {
    tell: (answer) => {
      process.stdout.write(`${json ? JSON.stringify(answer) : toWords(answer)}\n`);
    },
  };
}

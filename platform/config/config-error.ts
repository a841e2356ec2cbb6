/** One thing that is wrong with the configuration. */
export interface Problem {
  /** Its name; in a file the path to the value: `accounts.acme.hours`. */
  readonly variable: string;
  readonly fault: string;
  readonly expected: string;
  /** What may stand for it; in a file together with its key: `hours: Mon-Fri 09:00-17:30`. */
  readonly example: string;
  /** Where it stands; absent for a variable of the environment. */
  readonly place?: Place;
}

/** Where in a file. Lines and columns are counted from 1. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** The fault of a variable that has no value. */
export const notSet = "is not set";

/** Everything that is wrong with the configuration, at once. Values that are nobody else's business are left out. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    const lines = problems.map(
      (problem) => `  ${subjectOf(problem)} ${problem.fault}; ${expectation(problem)}`,
    );
    const missing = problems.filter(({ fault }) => fault === notSet);
    const isMissing = missing.length > 0;
    const first = isMissing ? "The configuration is not complete:" : "The configuration is wrong:";
    const isNew = missing.some(({ variable }) => variable.startsWith("AIRCALL_"));
    super([first, ...lines, ...(isNew ? [wayIn] : [])].join("\n"), options);
    this.problems = problems;
  }
}

/** For who has only just begun. */
const wayIn =
  "To begin: copy .env.example to .env and fill it in, then: npx afterbeep setup (it also makes the webhook's token).";

/** What a problem is about: a variable, or a value with its place in a file. */
export function subjectOf({ variable, place }: Pick<Problem, "variable" | "place">): string {
  return place ? `${place.file}:${place.line}:${place.column} ${variable}` : variable;
}

/** What a variable may be, with an example that can be copied into `.env`, a shell, or the file. */
export function expectation({
  variable,
  expected,
  example,
  place,
}: Pick<Problem, "variable" | "expected" | "example" | "place">): string {
  return `expected ${expected}, for example ${place ? example : `${variable}=${quoted(example)}`}`;
}

/** As `.env` and a shell both read it. */
function quoted(example: string): string {
  return /\s/.test(example) ? `"${example}"` : example;
}

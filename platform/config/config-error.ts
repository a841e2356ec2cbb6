/** One thing that is wrong with the configuration. */
export interface Problem {
  readonly variable: string;
  readonly fault: string;
  readonly expected: string;
  readonly example: string;
}

/** The fault of a variable that has no value. */
export const notSet = "is not set";

/** Everything that is wrong with the configuration, at once. Values that are nobody else's business are left out. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    const lines = problems.map(
      ({ variable, fault, expected, example }) =>
        `  ${variable} ${fault}; ${expectation({ variable, expected, example })}`,
    );
    const isMissing = problems.some(({ fault }) => fault === notSet);
    const first = isMissing ? "The configuration is not complete:" : "The configuration is wrong:";
    super([first, ...lines, ...(isMissing ? [wayIn] : [])].join("\n"), options);
    this.problems = problems;
  }
}

/** For who has only just begun. */
const wayIn =
  "To begin: copy .env.example to .env and fill it in, then: npx afterbeep setup (it also makes the webhook's token).";

/** What a variable may be, with an example that can be copied into `.env` or a shell. */
export function expectation({
  variable,
  expected,
  example,
}: Pick<Problem, "variable" | "expected" | "example">): string {
  return `expected ${expected}, for example ${variable}=${quoted(example)}`;
}

/** As `.env` and a shell both read it. */
function quoted(example: string): string {
  return /\s/.test(example) ? `"${example}"` : example;
}

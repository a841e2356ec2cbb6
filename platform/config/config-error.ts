/** One thing that is wrong with the configuration. */
export interface Problem {
  readonly variable: string;
  readonly fault: string;
  readonly expected: string;
  readonly example: string;
}

/** Everything that is wrong with the configuration, at once. The values are left out: they may be secrets. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    const lines = problems.map(
      ({ variable, fault, expected, example }) =>
        `  ${variable} ${fault}; expected ${expected}, for example ${variable}=${example}`,
    );
    super(["The configuration is not complete:", ...lines].join("\n"));
    this.problems = problems;
  }
}

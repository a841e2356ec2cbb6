/** Arguments that do not go together, which commander cannot see. */
export class UsageError extends Error {
  override readonly name = "UsageError";

  constructor(what: string) {
    super(`error: ${what}`);
  }
}

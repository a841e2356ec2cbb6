/** One thing that `setup` would change, told before it is done. */
export interface Change {
  /** Begins with a verb: `register search attributes ...`. */
  readonly what: string;
  readonly apply: () => Promise<void>;
}

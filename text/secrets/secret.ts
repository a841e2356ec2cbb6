/** A stretch of text that must not be seen. */
export interface Secret {
  readonly start: number;
  readonly end: number;
  /** As it stands in its place. */
  readonly kind: string;
}

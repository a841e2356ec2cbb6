export interface DecodeOptions {
  readonly signal?: AbortSignal;
}

/** Longer recordings are cut: four hours and a bit. */
export const longestSeconds = 15_000;

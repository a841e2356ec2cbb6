export interface DecodeOptions {
  readonly signal?: AbortSignal;
}

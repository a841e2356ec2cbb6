/** What an engine made of a stretch of audio. */
export interface Reading {
  /** Empty when it heard nothing. */
  readonly text: string;
  /** BCP 47, null when it does not tell. */
  readonly language: string | null;
}

/** A speech recogniser. One try a call: who calls decides what comes next. */
export interface SpeechEngine {
  /** As it is named in comments: `local`, `openai`. */
  readonly name: string;
  /** It writes any language in words of its own: whether it understood must be asked. */
  readonly monolingual: boolean;
  /**
   * @param samples at most 20 seconds at 16 kHz, mono
   * @throws EngineUnavailableError
   */
  readonly read: (
    samples: Float32Array,
    options: { readonly signal?: AbortSignal },
  ) => Promise<Reading>;
  readonly close: () => Promise<void>;
}

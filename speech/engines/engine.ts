/** What an engine made of a stretch of audio. */
export interface Reading {
  /** Empty when it heard nothing. */
  readonly text: string;
  /** BCP 47, null when it does not tell. */
  readonly language: string | null;
  /** Why the engine itself doubts it, where it tells such things. */
  readonly doubts?: readonly string[];
}

/** What is known of a voicemail before it is heard. Nothing that the caller chose: engines write it into silence. */
export interface Hints {
  /** BCP 47, the likeliest first; empty when nothing is known. */
  readonly languages: readonly string[];
  /** The operator has said so; else they are guessed. */
  readonly certain: boolean;
  /** Names that may be said: the company's, its products', its people's. */
  readonly keywords: readonly string[];
}

export const noHints: Hints = { languages: [], certain: false, keywords: [] };

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly hints?: Hints | undefined;
}

/** A speech recogniser. One try a call: who calls decides what comes next. */
export interface SpeechEngine {
  /** As it is named in comments: `local`, `openai`. */
  readonly name: string;
  /** It writes any language in words of its own: whether it understood must be asked. */
  readonly monolingual: boolean;
  /** BCP 47 of a language that the others read better: its reading of that one is not taken. */
  readonly leaves?: string;
  /**
   * Hints change nothing, and a reading costs only time on the cores: one may be begun before it is known whether it
   * is needed.
   */
  readonly ahead?: boolean;
  /** Loads what it reads with, where it has to: the first reading need not wait for that. */
  readonly prepare?: () => Promise<void>;
  /**
   * @param samples at most 20 seconds at 16 kHz, mono
   * @throws EngineUnavailableError
   */
  readonly read: (samples: Float32Array, options: ReadOptions) => Promise<Reading>;
  readonly close: () => Promise<void>;
}

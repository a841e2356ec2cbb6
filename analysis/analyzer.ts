import type { Segment } from "../domain/voicemail/transcript.ts";
import type { Verdict } from "../domain/voicemail/verdict.ts";

/** What a caller said, and what is known beside it. */
export interface Message {
  readonly text: string;
  readonly segments: readonly Segment[];
  /** Country of the line that was called, ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly calledFrom: string | null;
  readonly contactName: string | null;
}

/** Judges what was said. Each word of a verdict is defined in docs/reference/labels.md. */
export interface Analyzer {
  readonly name: string;
  readonly analyze: (
    message: Message,
    options?: { readonly signal?: AbortSignal },
  ) => Promise<Verdict>;
}

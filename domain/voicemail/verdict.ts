import type { Confidence } from "./transcript.ts";

/** The words that decided, and their second in the audio when it is known. */
export interface Evidence {
  readonly quote: string;
  readonly atSeconds: number | null;
}

/** What the caller voices, not how bad the situation is. */
export const sentimentLabels = ["negative", "neutral", "positive"] as const;

export type SentimentLabel = (typeof sentimentLabels)[number];

/** 5: life, health or property in danger, or a total outage, now. 1: nothing is asked. */
export const urgencyLevels = [1, 2, 3, 4, 5] as const;

export type UrgencyLevel = (typeof urgencyLevels)[number];

/** `genuine`: any business of the line's. What each of them means: docs/reference/labels.md. */
export const categories = ["genuine", "spam", "robocall", "wrong_number", "accidental"] as const;

export type Category = (typeof categories)[number];

/** Where several fit, the most specific one. */
export const intents = [
  "medical",
  "outage",
  "billing",
  "cancellation",
  "complaint",
  "sales",
  "thanks",
  "callback",
  "other",
] as const;

export type Intent = (typeof intents)[number];

/** Who called. */
export interface Caller {
  /** The contact card's where there is one, else as the caller said it. */
  readonly name: string | null;
  readonly company: string | null;
  readonly source: "contact" | "said" | null;
}

/** What counts beside the words. */
export interface Circumstances {
  readonly vip: boolean;
  readonly outOfHours: boolean;
}

/**
 * What a caller's words mean to the team that reads them. Each word is defined in docs/reference/labels.md.
 */
export interface Verdict {
  readonly sentiment: {
    readonly label: SentimentLabel;
    /** -1 (most negative) to 1 (most positive). */
    readonly score: number;
    readonly evidence: readonly Evidence[];
  };
  readonly urgency: { readonly level: UrgencyLevel; readonly evidence: readonly Evidence[] };
  readonly category: Category;
  readonly intent: Intent;
  /** The number on which the caller wants to be reached, E.164; null when none was said. */
  readonly callback: { readonly number: string; readonly evidence: Evidence } | null;
  readonly caller: Caller;
  /** The moments that the caller sets, as they said them. */
  readonly deadlines: readonly Evidence[];
  /** Numbers of orders, tickets, policies, as they said them. */
  readonly references: readonly Evidence[];
  /** Absent where nobody has named important callers or hours. */
  readonly circumstances?: Circumstances;
  /**
   * What it is about in a word or two of ours, for the head of a comment: `flooding`, `billing`.
   */
  readonly topic: string;
  /** At most two lines. */
  readonly summary: string;
  readonly confidence: Confidence;
  /** Who decided: `local` or `openai`. */
  readonly analyzer: string;
  /** The message's, BCP 47, where it is not English. */
  readonly language?: string;
}

/**
 * A verdict, or the plain statement that there is none. Without text, and for text the gate
 * distrusts, a voicemail is unclassified and a person must look: it is never presented as routine.
 * The same goes for a language that is not judged; `language` names it (BCP 47; `und` where it is
 * unknown), and `callback` is the number that was said in it.
 */
export type Assessment =
  | ({ readonly status: "classified" } & Verdict)
  | {
      readonly status: "unclassified";
      readonly reason: string;
      readonly language?: string;
      readonly callback?: Verdict["callback"];
      readonly caller?: Caller;
      /**
       * Words of a danger in a text that is not to be trusted: they do not raise the urgency, but
       * are shown to the reader.
       */
      readonly heard?: readonly Evidence[];
    };

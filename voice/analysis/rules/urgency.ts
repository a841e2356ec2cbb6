import type { Intent, UrgencyLevel } from "../../../domain/verdict.ts";

/** A situation that makes a call urgent: what is the case, never tone or the word "urgent". */
export interface UrgencyRule {
  readonly level: UrgencyLevel;
  /** A word or two for the head of the comment. */
  readonly topic: string;
  readonly intent?: Intent;
  /** The words deny something themselves: a "no" before or in them does not take them back. */
  readonly denies?: true;
  /** A caller who says that it may wait is believed. */
  readonly mayWait?: true;
  /** In the notation of pattern.ts. */
  readonly says: readonly string[];
}

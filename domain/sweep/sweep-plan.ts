import { listCeiling } from "../aircall-limits.ts";
import type { Budgets } from "../voicemail/voicemail.ts";

/*
 * Which calls a sweep looks at. Aircall filters calls by their creation, and a recording may come
 * up to a day later: so each sweep looks back over what the ones before have seen.
 */

/** Input of workflow `sweep`. A wire shape: only add optional fields. */
export interface SweepInput {
  readonly account: string;
  readonly budgets: Budgets;
  /** Whether the server knows our search attributes. */
  readonly searchable: boolean;
  /** Where a sweep that was too long for one history goes on. */
  readonly resume?: SweepPosition;
}

/** A span of creation times, seconds since the epoch, both ends included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** How far a sweep has come. */
export interface SweepPosition {
  /** The whole span, for the result. */
  readonly plan: SweepPlan;
  /** What is left of it. */
  readonly span: Span;
  readonly page: number;
  readonly counts: SweepCounts;
}

/** What a sweep has done so far. */
export interface SweepCounts {
  /** Voicemails seen. */
  readonly seen: number;
  /** Voicemails started because no webhook had come. */
  readonly started: number;
  /** Webhooks switched on again. */
  readonly healed: number;
}

/** Result of workflow `sweep`; Temporal hands it to the next one. */
export interface SweepResult extends SweepCounts {
  /** Everything created before was looked at: seconds since the epoch. */
  readonly sweptTo: number;
  /** The last sweep that looked a whole day back: seconds since the epoch. */
  readonly deepAt: number;
}

/**
 * What a sweep looks at. `deep`: a day back and more; `deepAt`: when that was done last, seconds
 * since the epoch.
 */
export interface SweepPlan {
  readonly span: Span;
  readonly deep: boolean;
  readonly deepAt: number;
}

/** Each sweep looks this far behind the end of the last one. */
const overlapSeconds = 2 * 3_600;

/** Once a day, and after a webhook was silent: Aircall says a recording may take 24 hours. */
const deepOverlapSeconds = 26 * 3_600;

const deepEverySeconds = 24 * 3_600;

/**
 * @param last the last sweep that succeeded, null for the first
 * @param now seconds since the epoch
 * @param wasSilent whether events were lost for a time that nobody knows
 */
export function planSweep(
  last: Pick<SweepResult, "sweptTo" | "deepAt"> | null,
  now: number,
  wasSilent: boolean,
): SweepPlan {
  const deep = wasSilent || last === null || now - last.deepAt >= deepEverySeconds;
  const from = (last?.sweptTo ?? now) - (deep ? deepOverlapSeconds : overlapSeconds);
  return { span: { from, to: now }, deep, deepAt: deep || !last ? now : last.deepAt };
}

/**
 * Where to look after a page; null when the span is done. Before Aircall's ceiling it begins anew
 * at the last call seen.
 */
export function nextPlace(
  at: { readonly span: Span; readonly page: number },
  seen: { readonly nextPage: number | null; readonly lastCreatedAt: number | null },
  perPage: number,
): { readonly span: Span; readonly page: number } | null {
  if (seen.nextPage === null) return null;
  if (at.page * perPage < listCeiling) return { span: at.span, page: seen.nextPage };
  const last = seen.lastCreatedAt ?? at.span.to;
  // More than the ceiling in one second cannot be told apart; going on is better than standing
  // still.
  const from = last > at.span.from ? last : last + 1;
  return from > at.span.to ? null : { span: { from, to: at.span.to }, page: 1 };
}

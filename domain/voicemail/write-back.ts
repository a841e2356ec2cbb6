/*
 * Aircall has no idempotency key, no edit and no delete, and takes five comments a call. So what to
 * do next with a comment is decided here, by a pure function, from what has been seen: never two
 * comments, always progress.
 */

import { commentCeiling } from "../aircall-limits.ts";
import type { Via } from "./proof.ts";

/**
 * Aircall's edge cuts a request off after 30 s: what was sent and is not seen by then will not
 * appear. So long after a comment was sent the first look is taken.
 */
export const settleMs = 30_000;

/** Between the two looks that must both miss the marker before the comment is posted again. */
export const secondLookMs = 10_000;

/** At most between two tries at a comment that no worker may write now: each takes room in the history. */
const longestElsewhereMs = 30 * 60_000;

/** Of several workers some may serve the account: so often the next one is soon asked. */
const quickTries = 5;

/** What happened last. */
export type WriteBackEvent =
  /** The call was read just now. */
  | { readonly kind: "read"; readonly marked: boolean; readonly comments: number }
  /** Aircall took the comment. */
  | { readonly kind: "posted" }
  /** Certainly not applied: rate limit, refused connection, too late to send. */
  | { readonly kind: "notApplied"; readonly retryAfterMs: number }
  /**
   * Certainly not applied: the worker that took it does not serve the account, or may not write now. A look at the call
   * waits in its queue for one that serves it, as long as it takes, and costs the history nothing.
   */
  | { readonly kind: "elsewhere"; readonly retryAfterMs: number }
  /**
   * Nobody knows: time-out, reset, 5xx, a worker that died. `sinceSentMs`: how long ago it was sent;
   * 0 where nobody can say.
   */
  | { readonly kind: "unknown"; readonly sinceSentMs: number }
  /** 400: five comments stand already, or Aircall dislikes this one. */
  | { readonly kind: "refused" }
  /** 403: the credential is dead, the comment not applied. */
  | { readonly kind: "unauthorized" }
  /** The credential may be good again. */
  | { readonly kind: "resumed" }
  /** 404: the call is gone. */
  | { readonly kind: "gone" };

/** What the workflow has to do next. `afterMs`: milliseconds to wait before. */
export type WriteBackStep =
  | { readonly do: "post"; readonly form: "full" | "short"; readonly afterMs: number }
  | { readonly do: "read"; readonly afterMs: number }
  | { readonly do: "awaitCredential" }
  /** Over: the marker stands, or five other comments do and tags alone must say how it ended. */
  | { readonly do: "finish"; readonly via: Via }
  /** Over: Aircall takes neither form of the comment although there is room. */
  | { readonly do: "giveUp" }
  /** Over: there is no call to write on. */
  | { readonly do: "undeliverable" };

/** What must be remembered between two steps. */
export interface WriteBackState {
  /**
   * Looks without the marker since a comment's fate became unknown; null when no fate is unknown.
   */
  readonly missedLooks: number | null;
  /** Forms of the comment that Aircall refused. */
  readonly refusals: number;
  /** Tries that no worker was able or allowed to make. */
  readonly elsewhere: number;
}

export const writeBackStart: WriteBackState = { missedLooks: null, refusals: 0, elsewhere: 0 };

/** The next step, and the state to decide the one after it. */
export function nextWriteBack(
  state: WriteBackState,
  event: WriteBackEvent,
): { readonly state: WriteBackState; readonly step: WriteBackStep } {
  switch (event.kind) {
    case "read":
      return afterRead(state, event);
    case "posted":
      return { state, step: { do: "finish", via: "comment" } };
    case "notApplied":
      return { state, step: post(state, event.retryAfterMs) };
    case "elsewhere":
      return {
        state: { ...state, elsewhere: state.elsewhere + 1 },
        step: {
          do: "read",
          afterMs: Math.min(
            event.retryAfterMs * 2 ** Math.max(0, state.elsewhere - quickTries),
            longestElsewhereMs,
          ),
        },
      };
    case "unknown":
      return {
        state: { ...state, missedLooks: 0 },
        step: { do: "read", afterMs: Math.max(0, settleMs - event.sinceSentMs) },
      };
    case "refused":
      return {
        state: { ...state, refusals: state.refusals + 1 },
        step: { do: "read", afterMs: 0 },
      };
    case "unauthorized":
      return { state, step: { do: "awaitCredential" } };
    case "resumed":
      return { state, step: { do: "read", afterMs: 0 } };
    case "gone":
      return { state, step: { do: "undeliverable" } };
  }
}

function afterRead(
  state: WriteBackState,
  { marked, comments }: { readonly marked: boolean; readonly comments: number },
): { readonly state: WriteBackState; readonly step: WriteBackStep } {
  if (marked) return { state, step: { do: "finish", via: "comment" } };
  if (state.missedLooks === 0) {
    return { state: { ...state, missedLooks: 1 }, step: { do: "read", afterMs: secondLookMs } };
  }
  const settled = { ...state, missedLooks: null };
  if (comments >= commentCeiling) return { state: settled, step: { do: "finish", via: "tags" } };
  if (state.refusals >= 2) return { state: settled, step: { do: "giveUp" } };
  return { state: settled, step: post(settled, 0) };
}

function post(state: WriteBackState, afterMs: number): WriteBackStep {
  return { do: "post", form: state.refusals === 0 ? "full" : "short", afterMs };
}

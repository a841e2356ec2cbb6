import { ApplicationFailure, ApplicationFailureCategory } from "@temporalio/common";
import {
  AircallError,
  AircallHttpError,
  AircallNoAnswerError,
  AircallNotSentError,
} from "../aircall/http/errors.ts";
import type { FailureType } from "../domain/failure-type.ts";
import { RecordingUnreadableError } from "../domain/voicemail/recording-unreadable-error.ts";
import {
  RecordingExpiredError,
  RecordingLostError,
  RecordingUnavailableError,
} from "../recordings/errors.ts";
import { EngineUnavailableError, NoWordsError } from "../speech/errors.ts";
import { DryRunError, UnknownAccountError } from "./accounts.ts";
import { NoPlaceError } from "./places.ts";

/** The only place that builds an `ApplicationFailure`. */
interface Shape {
  readonly type: FailureType;
  /** Trying the same again is useless. */
  readonly final?: boolean;
  readonly retryAfterMs?: number | null;
  /** How long ago a write of unknown effect was sent. */
  readonly sinceSentMs?: number;
  /** An expected miss: logged quietly, not counted as a failure. */
  readonly benign?: boolean;
  /** This worker cannot do the step, and another can: see `StepFailure` in workflows/failure.ts. */
  readonly elsewhere?: boolean;
}

function build(error: Error, shape: Shape): ApplicationFailure {
  const { type, final = false, retryAfterMs = null, benign = false, elsewhere = false } = shape;
  return ApplicationFailure.create({
    type,
    // Our own errors' messages hold nothing of a caller, but their causes may: a URL, a host's
    // answer.
    message: error.message,
    nonRetryable: final,
    details: detailsOf(shape),
    ...(retryAfterMs === null ? {} : { nextRetryDelay: retryAfterMs }),
    ...(benign || elsewhere ? { category: ApplicationFailureCategory.BENIGN } : {}),
  });
}

/** Read by workflows/failure.ts, also of failures in histories: only add at the end. */
function detailsOf({ retryAfterMs = null, sinceSentMs, elsewhere = false }: Shape): unknown[] {
  if (elsewhere) return [retryAfterMs, 0, { elsewhere }];
  return sinceSentMs === undefined ? [retryAfterMs] : [retryAfterMs, sinceSentMs];
}

/** How an error is made known; null for one that is none of ours. */
export type ShapeOf = (error: Error) => Shape | null;

/** Runs a step; what it throws reaches the workflow as a failure of a known type. */
export async function orFail<T>(step: () => Promise<T>, shapeOf: ShapeOf): Promise<T> {
  try {
    return await step();
  } catch (error) {
    const shape = error instanceof Error ? shapeOf(error) : null;
    throw shape && error instanceof Error ? build(error, shape) : error;
  }
}

/** Up to this much is added to a rate limit's wait, lest all who wait come back at once. */
const jitterMs = 2_000;

/** The next worker that asks may serve the account. After some tries it is likely that none does. */
const elsewhere = { firstMs: 2_000, longestMs: 60_000, patientTries: 5 } as const;

/** Nothing was sent, and not for any fault of Aircall's. */
function elsewhereShape(error: Error): Shape | null {
  if (error instanceof NoPlaceError) {
    return { type: "AircallUnavailable", retryAfterMs: error.retryAfterMs, benign: true };
  }
  if (error instanceof DryRunError) {
    return { type: "AircallUnavailable", retryAfterMs: elsewhere.longestMs, elsewhere: true };
  }
  if (!(error instanceof UnknownAccountError)) return null;
  const doublings = Math.max(0, error.tries - elsewhere.patientTries);
  const retryAfterMs = Math.min(elsewhere.firstMs * 2 ** doublings, elsewhere.longestMs);
  return { type: "AircallUnavailable", retryAfterMs, elsewhere: true };
}

/**
 * What a failed request to Aircall becomes. A request that only reads, or may be repeated, has no
 * unknown effect.
 */
export function aircallShape(error: Error): Shape | null {
  if (error instanceof AircallNotSentError) {
    if (error.reason === "limited") return limited(error.retryAfterMs);
    if (error.reason === "refused")
      return { type: "AircallUnauthorized", final: true, benign: true };
    return { type: "AircallUnavailable" };
  }
  if (error instanceof AircallHttpError) return statusShape(error);
  return error instanceof AircallError ? { type: "AircallUnavailable" } : elsewhereShape(error);
}

/** The same for a comment, which must not be sent again before its fate is known. */
export function commentShape(error: Error): Shape | null {
  const sinceSentMs =
    error instanceof AircallNoAnswerError || error instanceof AircallHttpError
      ? error.sinceSentMs
      : 0;
  const notOurs = elsewhereShape(error);
  if (notOurs) return notOurs;
  const shape = aircallShape(error);
  const neverApplied = error instanceof AircallNotSentError;
  return shape?.type === "AircallUnavailable" && !neverApplied
    ? { type: "CommentUnknown", sinceSentMs }
    : shape;
}

function statusShape({ status, retryAfterMs }: AircallHttpError): Shape {
  switch (status) {
    case 429:
      return limited(retryAfterMs);
    case 401:
    case 403:
      return { type: "AircallUnauthorized", final: true };
    case 404:
    case 410:
      return { type: "AircallNotFound", final: true };
    case 400:
    case 405:
    case 413:
    case 422:
      return { type: "AircallInvalidRequest", final: true };
    default:
      return { type: "AircallUnavailable" };
  }
}

function limited(retryAfterMs: number | null): Shape {
  const waitMs = Math.round((retryAfterMs ?? 60_000) + Math.random() * jitterMs);
  return { type: "AircallRateLimited", retryAfterMs: waitMs, benign: true };
}

/** What a failure of fetching or reading a recording becomes. */
export function mediaShape(error: Error): Shape | null {
  if (error instanceof RecordingExpiredError) return { type: "RecordingExpired", benign: true };
  if (error instanceof RecordingUnreadableError) return { type: "RecordingUnreadable" };
  if (error instanceof RecordingUnavailableError) return { type: "RecordingUnavailable" };
  if (error instanceof EngineUnavailableError) {
    return { type: "EngineUnavailable", retryAfterMs: error.retryAfterMs };
  }
  if (error instanceof NoWordsError) return { type: "NoWords", final: true };
  if (error instanceof RecordingLostError) return { type: "RecordingLost" };
  return elsewhereShape(error);
}

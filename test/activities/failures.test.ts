import { ApplicationFailure, ApplicationFailureCategory } from "@temporalio/common";
import { expect, test } from "vitest";
import { UnknownAccountError } from "../../activities/accounts.ts";
import { NoPlaceError } from "../../activities/places.ts";
import { aircallShape, commentShape, mediaShape, orFail } from "../../activities/failures.ts";
import {
  AircallHttpError,
  AircallNoAnswerError,
  AircallNotSentError,
  AircallResponseError,
} from "../../aircall/http/errors.ts";
import type { FailureType } from "../../domain/failure-type.ts";
import { RecordingUnreadableError } from "../../domain/voicemail/recording-unreadable-error.ts";
import {
  RecordingExpiredError,
  RecordingLostError,
  RecordingUnavailableError,
} from "../../recordings/errors.ts";
import { EngineUnavailableError, NoWordsError } from "../../speech/errors.ts";

type ShapeOf = Parameters<typeof orFail>[1];

async function thrownFor(error: Error, shapeOf: ShapeOf): Promise<unknown> {
  try {
    return await orFail(async () => {
      throw error;
    }, shapeOf);
  } catch (thrown) {
    return thrown;
  }
}

async function failureFor(error: Error, shapeOf: ShapeOf): Promise<unknown> {
  const thrown = await thrownFor(error, shapeOf);
  if (!(thrown instanceof ApplicationFailure)) return thrown;
  return {
    type: thrown.type,
    final: thrown.nonRetryable ?? false,
    quiet: thrown.category === ApplicationFailureCategory.BENIGN,
  };
}

const answered = (status: number): Error => new AircallHttpError("GET /v1/x", status, null, null);
const notSent = (reason: AircallNotSentError["reason"]): Error =>
  new AircallNotSentError("POST /v1/x", reason);
const noAnswer = new AircallNoAnswerError("POST /v1/x", new Error("reset"));
const nonsense = new AircallResponseError("GET /v1/x", ["call.id"]);

type Kind = "again" | "final" | "quiet" | "final, quiet";
type Row = readonly [string, Error, FailureType, Kind];

/** What a request that reads, or may be repeated, becomes. */
const reads: readonly Row[] = [
  ["a rate limit", answered(429), "AircallRateLimited", "quiet"],
  ["a limit known to be used up", notSent("limited"), "AircallRateLimited", "quiet"],
  ["401", answered(401), "AircallUnauthorized", "final"],
  ["403", answered(403), "AircallUnauthorized", "final"],
  ["a credential just refused", notSent("refused"), "AircallUnauthorized", "final, quiet"],
  ["404", answered(404), "AircallNotFound", "final"],
  ["410", answered(410), "AircallNotFound", "final"],
  ["400", answered(400), "AircallInvalidRequest", "final"],
  ["405", answered(405), "AircallInvalidRequest", "final"],
  ["413", answered(413), "AircallInvalidRequest", "final"],
  ["422", answered(422), "AircallInvalidRequest", "final"],
  ["408", answered(408), "AircallUnavailable", "again"],
  ["418", answered(418), "AircallUnavailable", "again"],
  ["500", answered(500), "AircallUnavailable", "again"],
  ["502", answered(502), "AircallUnavailable", "again"],
  ["503", answered(503), "AircallUnavailable", "again"],
  ["504", answered(504), "AircallUnavailable", "again"],
  ["no connection", notSent("unreachable"), "AircallUnavailable", "again"],
  ["a permit that came too late", notSent("late"), "AircallUnavailable", "again"],
  ["a worker of another account", new UnknownAccountError("b"), "AircallUnavailable", "quiet"],
  ["an account with enough under way", new NoPlaceError("b"), "AircallUnavailable", "quiet"],
  ["no answer", noAnswer, "AircallUnavailable", "again"],
  ["a body that is none of Aircall's", nonsense, "AircallUnavailable", "again"],
];

/** Where a comment's fate is not known, it must not be said to be certain; everything else is as for reads. */
const unknownForComments = new Set([
  "408",
  "418",
  "500",
  "502",
  "503",
  "504",
  "no answer",
  "a body that is none of Aircall's",
]);

const media: readonly Row[] = [
  ["an expired link", new RecordingExpiredError(403), "RecordingExpired", "quiet"],
  ["no audio", new RecordingUnreadableError("web page"), "RecordingUnreadable", "again"],
  [
    "a storage that is away",
    new RecordingUnavailableError("down"),
    "RecordingUnavailable",
    "again",
  ],
  ["an engine that is away", new EngineUnavailableError("x", 5_000), "EngineUnavailable", "again"],
  ["no words", new NoWordsError(), "NoWords", "final"],
  ["a lost file", new RecordingLostError(), "RecordingLost", "again"],
  ["a worker of another account", new UnknownAccountError("b"), "AircallUnavailable", "quiet"],
];

const expected = (type: FailureType, kind: Kind): object => ({
  type,
  final: kind.startsWith("final"),
  quiet: kind.endsWith("quiet"),
});

test.each(reads)("a read: %s", async (_what, error, type, kind) => {
  expect(await failureFor(error, aircallShape)).toEqual(expected(type, kind));
});

test.each(reads)("a comment: %s", async (what, error, type, kind) => {
  expect(await failureFor(error, commentShape)).toEqual(
    unknownForComments.has(what) ? expected("CommentUnknown", "again") : expected(type, kind),
  );
});

test.each(media)("a recording: %s", async (_what, error, type, kind) => {
  expect(await failureFor(error, mediaShape)).toEqual(expected(type, kind));
});

test.each([
  ["Aircall's steps", aircallShape],
  ["comments", commentShape],
  ["recordings", mediaShape],
])("%s: an error of our own making is passed on as it is", async (_what, shapeOf) => {
  const bug = new TypeError("undefined is not a function");
  expect(await failureFor(bug, shapeOf)).toBe(bug);
});

test("a rate limit's wait is Aircall's and up to two seconds more, told to the workflow and to Temporal", async () => {
  const limited = new AircallHttpError("GET /v1/x", 429, 30_000, null);
  const failure = await thrownFor(limited, aircallShape);
  const { details, nextRetryDelay } = failure as ApplicationFailure;
  expect(details?.[0]).toBeGreaterThanOrEqual(30_000);
  expect(details?.[0]).toBeLessThanOrEqual(32_000);
  expect(nextRetryDelay).toBe(details?.[0]);
});

test("a failure tells nothing of what caused it: a cause may hold a URL", async () => {
  const error = new AircallNoAnswerError("GET /v1/x", new Error("https://example.com/?token=x"));
  const failure = await thrownFor(error, aircallShape);
  expect((failure as ApplicationFailure).cause).toBeUndefined();
  expect((failure as ApplicationFailure).message).toBe("GET /v1/x got no answer");
});

test.each([
  [1, 2_000],
  [5, 2_000],
  [6, 4_000],
  [8, 16_000],
  [1_000, 60_000],
])(
  "where %i workers in a row do not serve the account, the next try is in %i ms",
  async (tries, ms) => {
    for (const shapeOf of [aircallShape, commentShape, mediaShape]) {
      expect(await thrownFor(new UnknownAccountError("b", tries), shapeOf)).toMatchObject({
        nextRetryDelay: ms,
        details: [ms, 0, { elsewhere: true }],
      });
    }
  },
);

import type { AircallActivities } from "../../domain/activities/aircall.ts";
import { commentShape } from "../failures.ts";
import { writeStep, type Desk } from "./step.ts";

/**
 * A comment is not sent later than this after its attempt began. With the HTTP deadline of 10 s it
 * is over before the attempt's 30 s are, so the workflow never counts time since a comment that is
 * still to be sent.
 */
const latestSendMs = 15_000;

export function postCommentStep(desk: Desk): AircallActivities["postComment"] {
  return writeStep(
    desk,
    // Not cancelled when the worker shuts down: it is over within the grace time, and then its fate
    // is known.
    ({ client }, { callId, comment }) =>
      client.calls.comment(callId, comment, { notAfter: Date.now() + latestSendMs }),
    commentShape,
  );
}

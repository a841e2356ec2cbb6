import { patched } from "@temporalio/workflow";
import type { Call } from "../../domain/aircall-object/call.ts";
import { markerFor, nextDelivery } from "../../domain/voicemail/marker.ts";
import type { VoicemailInput } from "../../domain/voicemail/voicemail.ts";
import { waitOutDeadCredential } from "../account/wait-out-dead-credential.ts";
import { openInbox, type Inbox } from "../inbox.ts";
import { soonerWhenKnown } from "./sooner-when-known.ts";
import { recordProgress, type ProgressRecorder } from "./progress.ts";
import { stepsFor, type Steps } from "../steps/voicemail-steps.ts";

/** What a run of the workflow holds from its start. */
export interface BegunRun {
  readonly input: VoicemailInput;
  /** Steps that wait out a dead credential, `postComment` excepted. */
  readonly steps: Steps;
  readonly inbox: Inbox;
  readonly progress: ProgressRecorder;
}

/** The same, once the call was read and it is clear which delivery this is. */
export interface Run extends BegunRun {
  /** The last line of this run's comment. */
  readonly marker: string;
  /** Whether an earlier comment of ours stands that this run's replaces. */
  readonly replaces: boolean;
  /** A worker of version 0.1 was past this point: the run goes on as it began. */
  readonly asBefore: boolean;
}

export function beginRun(input: VoicemailInput): BegunRun {
  const inbox = openInbox();
  const progress = recordProgress(input);
  const steps = stepsFor(input.origin);
  return {
    input,
    inbox,
    progress,
    steps: {
      ...steps,
      fetchCall: waitOutDeadCredential(soonerWhenKnown(steps, inbox), inbox, progress),
      fetchFreshLink: waitOutDeadCredential(steps.fetchFreshLink, inbox, progress),
      tagCall: waitOutDeadCredential(steps.tagCall, inbox, progress),
      listTags: waitOutDeadCredential(steps.listTags, inbox, progress),
      createTag: waitOutDeadCredential(steps.createTag, inbox, progress),
    },
  };
}

/**
 * A retry is numbered after what stands on the call; everything else is the first delivery, however
 * often it is tried.
 */
export function claimDelivery(begun: BegunRun, { markers }: Call): Run {
  const { callId, again = false } = begun.input;
  const delivery = again ? nextDelivery(markers) : 1;
  const marker = markerFor(callId, delivery);
  return { ...begun, marker, replaces: delivery > 1, asBefore: !patched("fewer-steps") };
}

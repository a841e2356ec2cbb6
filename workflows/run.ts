import { markerFor } from "../domain/marker.ts";
import type { VoicemailInput } from "../domain/voicemail.ts";
import { patient } from "./credential.ts";
import { openInbox, type Inbox } from "./inbox.ts";
import { tellProgress, type ProgressTeller } from "./progress.ts";
import { stepsFor, type Steps } from "./steps.ts";

/** What one run of the workflow holds. */
export interface Run {
  readonly input: VoicemailInput;
  readonly marker: string;
  /** Steps that wait out a dead credential, `postComment` excepted. */
  readonly steps: Steps;
  readonly inbox: Inbox;
  readonly progress: ProgressTeller;
}

export function beginRun(input: VoicemailInput): Run {
  const inbox = openInbox();
  const progress = tellProgress(input);
  const steps = stepsFor(input.origin);
  return {
    input,
    marker: markerFor(input.callId),
    inbox,
    progress,
    steps: {
      ...steps,
      fetchCall: patient(steps.fetchCall, inbox, progress),
      fetchFreshLink: patient(steps.fetchFreshLink, inbox, progress),
      tagCall: patient(steps.tagCall, inbox, progress),
      listTags: patient(steps.listTags, inbox, progress),
      createTag: patient(steps.createTag, inbox, progress),
    },
  };
}

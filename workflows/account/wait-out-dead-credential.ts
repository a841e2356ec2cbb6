import { condition } from "@temporalio/workflow";
import type { Resumed } from "../../domain/activities/aircall.ts";
import { readFailure } from "../failure.ts";
import type { Inbox } from "../inbox.ts";
import type { ProgressRecorder } from "../voicemail/progress.ts";

/** Between two tries with a dead credential: few requests are wasted, and nobody has to wake us. */
const retryEvery = "15 minutes";

/** Waits until somebody says that the credential is good again, or long enough to try it. */
export async function awaitCredential(
  inbox: Inbox,
  progress: ProgressRecorder,
  resumesSeen: number,
): Promise<void> {
  progress.failed(
    "AircallUnauthorized",
    "Aircall refuses the credential; set AIRCALL_API_ID and AIRCALL_API_TOKEN to good ones, then it goes on by itself",
  );
  await condition(() => inbox.resumes > resumesSeen, retryEvery, {
    summary: "wait for a good credential",
  });
}

/** Makes a step wait, as long as it takes, while the account's credential is dead. */
export function waitOutDeadCredential<Input extends object, Result>(
  step: (input: Input & Resumed) => Promise<Result>,
  inbox: Inbox,
  progress: ProgressRecorder,
): (input: Input) => Promise<Result> {
  return async (input) => {
    for (;;) {
      const resumesSeen = inbox.resumes;
      try {
        return await step(inbox.resumes > 0 ? { ...input, resumedAt: inbox.resumedAt } : input);
      } catch (error) {
        if (readFailure(error).type !== "AircallUnauthorized") throw error;
      }
      await awaitCredential(inbox, progress, resumesSeen);
    }
  };
}

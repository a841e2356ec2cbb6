import { heartbeat } from "@temporalio/activity";
import type { MediaActivities } from "../../domain/activities/media.ts";

/** Signals every open voicemail of an account; gives their number. */
export type ResumeAccount = (account: string, onProgress: () => void) => Promise<number>;

export function resumeVoicemailsStep(resume: ResumeAccount): MediaActivities["resumeVoicemails"] {
  return async ({ account }) => resume(account, () => heartbeat());
}

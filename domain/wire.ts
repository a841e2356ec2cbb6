/*
 * Wire names. Histories, queues and other people's tools hold them: a change needs a decision
 * record, and `patched()` where workflow code depends on it.
 */

export const workflowTypes = {
  /** The life of one voicemail. */
  voicemail: "voicemail",
  /** Finds voicemails whose webhook never came. */
  sweep: "sweep",
  /** Tells voicemails that exist from ids that nobody knows, while many of those come. */
  sieve: "sieve",
  /** Tries an account's credential and wakes the voicemails that wait for it. */
  checkCredential: "checkCredential",
  /** Gives a command of an operator its permits among the account's requests. */
  turns: "turns",
} as const;

/** One workflow a call: two announcements of a voicemail meet in the same one. */
export function workflowIdFor(account: string, callId: number): string {
  return `${voicemailIdPrefix(account)}${callId}`;
}

/** What the ids of all voicemails of an account begin with. */
export function voicemailIdPrefix(account: string): string {
  return `voicemail:${account}:`;
}

/** The Temporal Schedule that sweeps an account; also the workflow id's beginning. */
export function sweepIdFor(account: string): string {
  return `sweep:${account}`;
}

/** One sieve of an account at a time. */
export function sieveIdFor(account: string): string {
  return `sieve:${account}`;
}

/** One check of a credential at a time. */
export function credentialCheckIdFor(account: string): string {
  return `credential:${account}`;
}

export const taskQueues = {
  /** Workflow tasks. */
  workflows: "afterbeep",
  /** Activities that use disk, CPU and engines. */
  media: "afterbeep-media",
  /** Activities only, one Aircall request each, throttled by the server per account. */
  aircall: "aircall",
} as const;

/** Order within queue `aircall`; the server dispatches the lowest number first. */
export const priorities = { liveWrite: 1, liveRead: 2, backfillWrite: 4, backfillRead: 5 } as const;

/** Order within queue `afterbeep-media`, the lowest number first. A transcription's by its turn. */
export const mediaPriorities = {
  live: { download: 1, judge: 1, hear: { first: 3, overdue: 2, lost: 1 } },
  backfill: { download: 2, judge: 2, hear: { first: 5, overdue: 4, lost: 4 } },
} as const;

export const signals = {
  /** Aircall announced the recording again: whoever waits for it should look now. */
  announced: "announced",
  /** Aircall has a transcript of its own. */
  transcript: "transcript",
  /** Aircall lists the call with its voicemail: the id is no invention. */
  known: "known",
  /** The account's credential is good again. */
  resume: "resume",
  /** The command that asked for permits has ended. */
  done: "done",
} as const;

/** Update that resolves when one request may be sent. */
export const turnUpdate = "turn";

/** Query that answers with `Progress`. */
export const progressQuery = "progress";

/**
 * Search attributes and their types. Never a phone number or a word of the message: they are not
 * encrypted.
 */
export const searchAttributes = {
  AircallAccountId: "KEYWORD",
  AircallCallId: "KEYWORD",
  VoicemailOutcome: "KEYWORD",
  VoicemailSentiment: "KEYWORD",
  VoicemailUrgency: "INT",
  VoicemailDurationSeconds: "INT",
} as const;

/** Events that announce a voicemail: the first always, the others when the call carries one. */
export const announcingEvents = [
  "call.voicemail_left",
  "call.ended",
  "call.comm_assets_generated",
] as const;

/** Aircall AI has transcribed a call, or a voicemail. The event carries no text. */
export const transcriptEvent = "transcription.created";

/**
 * What our webhook is subscribed to.
 *
 * @param transcripts whether Aircall's own transcripts are read
 */
export function webhookEvents(transcripts: boolean): readonly [string, ...string[]] {
  return transcripts ? [...announcingEvents, transcriptEvent] : announcingEvents;
}

/** A customer has removed the application that was installed by OAuth. */
export const removedEvent = "integration.deleted";

/** The same of the webhook of an account that was installed: also the news that it was removed. */
export function installedWebhookEvents(transcripts: boolean): readonly [string, ...string[]] {
  return [...webhookEvents(transcripts), removedEvent];
}

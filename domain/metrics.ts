/** A measure that Afterbeep takes of itself. */
export interface Measure {
  readonly name: string;
  readonly kind: "counter" | "histogram" | "gauge";
  readonly description: string;
  readonly labels: readonly string[];
}

/*
 * Names as Prometheus shows them; a counter's ends on `_total` there. Other people's dashboards
 * hold them. No label ever holds anything of a caller: accounts, steps, outcomes, engines, states,
 * and nothing else.
 */
export const metrics = {
  build: {
    name: "afterbeep_build_info",
    kind: "gauge",
    description: "Always 1; its labels are the versions of Afterbeep and of Node",
    labels: ["version", "node"],
  },
  voicemails: {
    name: "afterbeep_voicemails",
    kind: "counter",
    description: "Voicemails that have ended, by status and outcome",
    labels: ["account", "origin", "status", "outcome"],
  },
  delivery: {
    name: "afterbeep_delivery_seconds",
    kind: "histogram",
    description: "From the webhook, or the sweep that found it, to a delivered voicemail",
    labels: ["account", "origin"],
  },
  stage: {
    name: "afterbeep_stage_seconds",
    kind: "histogram",
    description: "A step of a voicemail, with its waits and tries",
    labels: ["account", "origin", "stage"],
  },
  recording: {
    name: "afterbeep_recording_seconds",
    kind: "histogram",
    description: "Length of the recordings heard; the sum is what was transcribed",
    labels: ["account", "engine"],
  },
  requests: {
    name: "afterbeep_aircall_requests",
    kind: "counter",
    description: "Requests sent to Aircall, by HTTP status; `none` where no answer came",
    labels: ["account", "status"],
  },
  credential: {
    name: "afterbeep_aircall_credential_good",
    kind: "gauge",
    description: "1 while Aircall accepts the credential, 0 while it refuses it",
    labels: ["account"],
  },
  configValid: {
    name: "afterbeep_config_valid",
    kind: "gauge",
    description:
      "0 while the accounts' file cannot be used and its last good settings stay in force",
    labels: [],
  },
  webhooks: {
    name: "afterbeep_webhooks",
    kind: "counter",
    description: "Webhook requests, by the HTTP status they were answered with",
    labels: ["status"],
  },
  acknowledgement: {
    name: "afterbeep_webhook_seconds",
    kind: "histogram",
    description: "From a webhook's arrival to its answer",
    labels: [],
  },
  announced: {
    name: "afterbeep_voicemails_announced",
    kind: "counter",
    description: "Webhooks that announced a voicemail and were written to the spool",
    labels: ["account", "event"],
  },
  spool: {
    name: "afterbeep_spool_records",
    kind: "gauge",
    description: "Webhooks that wait in the spool for Temporal",
    labels: [],
  },
  spoolAge: {
    name: "afterbeep_spool_oldest_seconds",
    kind: "gauge",
    description: "How long the oldest of them has waited",
    labels: [],
  },
  backlog: {
    name: "afterbeep_backlog_tasks",
    kind: "gauge",
    description:
      "Tasks that wait in a queue, about; `account` is the measuring worker's, `(several)` of several",
    labels: ["account", "queue"],
  },
  backlogAge: {
    name: "afterbeep_backlog_oldest_seconds",
    kind: "gauge",
    description: "How long the oldest of them has waited, about",
    labels: ["account", "queue"],
  },
  reading: {
    name: "afterbeep_engine_seconds",
    kind: "histogram",
    description: "An engine's time for a passage of at most 20 seconds",
    labels: ["engine", "result"],
  },
  engineAudio: {
    name: "afterbeep_engine_audio_seconds",
    kind: "histogram",
    description: "Length of the passages given to an engine; the sum is what a cloud bills",
    labels: ["engine"],
  },
  tokens: {
    name: "afterbeep_analysis_tokens",
    kind: "counter",
    description: "Tokens that OpenAI's judgement used",
    labels: ["direction"],
  },
  cost: {
    name: "afterbeep_cost_microdollars",
    kind: "counter",
    description: "What OpenAI charges by its price list, in millionths of a US dollar",
    labels: ["service"],
  },
  memory: {
    name: "afterbeep_memory_bytes",
    kind: "gauge",
    description: "Resident memory of a process; `up` has two, receiver and worker",
    labels: ["process"],
  },
  loopDelay: {
    name: "afterbeep_event_loop_delay_p99_seconds",
    kind: "gauge",
    description: "Delay of the event loop: 99 % of the last 15 seconds were below it",
    labels: ["process"],
  },
  disk: {
    name: "afterbeep_disk_free_bytes",
    kind: "gauge",
    description: "Free on the disk of AFTERBEEP_DATA",
    labels: [],
  },
} as const satisfies Record<string, Measure>;

/** Buckets where the usual ones, up to ten seconds, would show nothing. */
export const buckets: Readonly<Record<string, readonly number[]>> = {
  [metrics.delivery.name]: [1, 2, 3, 5, 10, 15, 30, 60, 120, 300, 900, 3_600, 21_600, 86_400],
  [metrics.stage.name]: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 7_200],
  [metrics.recording.name]: [2, 5, 10, 15, 30, 60, 120, 300, 600, 1_800, 3_600],
  [metrics.reading.name]: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
  [metrics.engineAudio.name]: [1, 2, 5, 10, 15, 20],
  [metrics.acknowledgement.name]: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
};

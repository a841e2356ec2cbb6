import {
  defineQuery,
  log,
  metricMeter,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
} from "@temporalio/workflow";
import type { Outcome } from "../../domain/voicemail/outcome.ts";
import type { Assessment } from "../../domain/voicemail/verdict.ts";
import { metrics, type Measure } from "../../domain/metrics.ts";
import type { Hearing } from "../../domain/voicemail/transcript.ts";
import type {
  Progress,
  VoicemailInput,
  VoicemailResult,
} from "../../domain/voicemail/voicemail.ts";
import type { Step } from "../../domain/voicemail/step.ts";
import { progressQuery, searchAttributes } from "../../domain/wire.ts";

/**
 * Records for people where the voicemail stands: in the Web UI's details, by query, by search
 * attributes, and in metrics.
 */
export interface ProgressRecorder {
  /**
   * A step begins; the one before is over.
   *
   * @param since when it began, where another step has done it as well; milliseconds since the epoch
   */
  readonly begin: (step: string, since?: number) => void;
  /** Something failed and will be tried again or given up. */
  readonly failed: (type: string, message: string) => void;
  /** @param judged it is judged already: its search attributes are set together with the verdict's */
  readonly heard: (hearing: Hearing, judged: boolean) => void;
  readonly judged: (outcome: Outcome, assessment: Assessment) => void;
  /** The last word. */
  readonly end: (result: VoicemailResult) => void;
}

const outcomeKey = { name: "VoicemailOutcome", type: searchAttributes.VoicemailOutcome };
const sentimentKey = { name: "VoicemailSentiment", type: searchAttributes.VoicemailSentiment };
const urgencyKey = { name: "VoicemailUrgency", type: searchAttributes.VoicemailUrgency };
const durationKey = {
  name: "VoicemailDurationSeconds",
  type: searchAttributes.VoicemailDurationSeconds,
};

export function recordProgress(input: VoicemailInput): ProgressRecorder {
  const { account, callId, searchable, origin, acceptedAt } = input;
  const steps: Step[] = [];
  let outcome: Outcome | null = null;
  let urgency: number | null = null;
  let lastError: string | null = null;
  /** What is still to be set. */
  let duration: { key: typeof durationKey; value: number }[] = [];
  const headline = `**Voicemail on call ${callId}**, account ${account}`;

  const finishStep = (at = Date.now()): void => {
    const last = steps.at(-1);
    if (!last || last.ms !== null) return;
    const ms = Math.max(0, at - last.startedAt);
    steps[steps.length - 1] = { ...last, ms };
    record(metrics.stage, ms / 1_000, { account, origin, stage: last.name });
  };
  const show = (last: string): void => {
    const lines = steps.map(({ name, ms }) =>
      ms === null ? `- ${name} ...` : `- ${name}: ${(ms / 1_000).toFixed(1)} s`,
    );
    const error = lastError === null ? [] : ["", `Last failure: ${lastError}`];
    setCurrentDetails([headline, "", ...lines, "", last, ...error].join("\n"));
  };

  setHandler(
    defineQuery<Progress>(progressQuery),
    () => ({ step: steps.at(-1)?.name ?? "starting", outcome, stages: steps, lastError }),
    { description: "The step it is in, its outcome, the time each step took" },
  );

  return {
    begin: (step, since = Date.now()) => {
      finishStep(since);
      steps.push({ name: step, startedAt: since, ms: null });
      show("");
    },
    failed: (type, message) => {
      lastError = `${type}: ${message}`;
      show("");
    },
    heard: ({ durationSeconds, transcript }, judged) => {
      record(metrics.recording, durationSeconds, { account, engine: transcript?.engine ?? "none" });
      duration = [{ key: durationKey, value: Math.round(durationSeconds) }];
      if (judged || !searchable) return;
      upsertSearchAttributes(duration);
      duration = [];
    },
    judged: (decided, assessment) => {
      outcome = decided;
      urgency = assessment.status === "classified" ? assessment.urgency.level : null;
      if (!searchable) return;
      upsertSearchAttributes([
        ...duration,
        { key: outcomeKey, value: decided },
        ...(assessment.status === "classified"
          ? [
              { key: sentimentKey, value: assessment.sentiment.label },
              { key: urgencyKey, value: assessment.urgency.level },
            ]
          : [{ key: sentimentKey, value: assessment.status }]),
      ]);
    },
    end: ({ status, outcome: ended }) => {
      finishStep();
      count(metrics.voicemails, { account, origin, status, outcome: ended ?? "none" });
      const ms = Math.max(0, Date.now() - acceptedAt);
      log.info("the voicemail has ended", { callId, status, outcome: ended, urgency, ms });
      if (status === "delivered") {
        record(metrics.delivery, (Date.now() - acceptedAt) / 1_000, { account, origin });
      }
      show(`**${status}${ended ? `: ${ended}` : ""}**`);
    },
  };
}

type Labels = Readonly<Record<string, string>>;

/** Not recorded again while a history is replayed. */
function record({ name, description }: Measure, value: number, labels: Labels): void {
  metricMeter.createHistogram(name, "float", "", description).record(Math.max(0, value), labels);
}

function count({ name, description }: Measure, labels: Labels): void {
  metricMeter.createCounter(name, "", description).add(1, labels);
}

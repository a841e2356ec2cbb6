import {
  defineQuery,
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
import { progressQuery, searchAttributes } from "../../domain/wire.ts";

/** Tells people where the voicemail stands: in the Web UI's details, by query, by search attributes, and in metrics. */
export interface ProgressTeller {
  /** A step begins; the one before is over. */
  readonly begin: (step: string) => void;
  /** Something failed and will be tried again or given up. */
  readonly failed: (type: string, message: string) => void;
  readonly heard: (hearing: Hearing) => void;
  readonly judged: (outcome: Outcome, assessment: Assessment) => void;
  /** The last word. */
  readonly end: (result: VoicemailResult) => void;
}

interface Stage {
  name: string;
  startedAt: number;
  ms: number | null;
}

const outcomeKey = { name: "VoicemailOutcome", type: searchAttributes.VoicemailOutcome };
const sentimentKey = { name: "VoicemailSentiment", type: searchAttributes.VoicemailSentiment };
const urgencyKey = { name: "VoicemailUrgency", type: searchAttributes.VoicemailUrgency };
const durationKey = {
  name: "VoicemailDurationSeconds",
  type: searchAttributes.VoicemailDurationSeconds,
};

export function tellProgress(input: VoicemailInput): ProgressTeller {
  const { account, callId, searchable, origin, acceptedAt } = input;
  const stages: Stage[] = [];
  let outcome: Outcome | null = null;
  let lastError: string | null = null;
  const headline = `**Voicemail on call ${callId}**, account ${account}`;

  const finishStage = (): void => {
    const stage = stages.at(-1);
    if (!stage || stage.ms !== null) return;
    stage.ms = Date.now() - stage.startedAt;
    record(metrics.stage, stage.ms / 1000, { account, origin, stage: stage.name });
  };
  const show = (last: string): void => {
    const lines = stages.map(({ name, ms }) =>
      ms === null ? `- ${name} ...` : `- ${name}: ${(ms / 1000).toFixed(1)} s`,
    );
    const error = lastError === null ? [] : ["", `Last failure: ${lastError}`];
    setCurrentDetails([headline, "", ...lines, "", last, ...error].join("\n"));
  };

  setHandler(
    defineQuery<Progress>(progressQuery),
    () => ({ step: stages.at(-1)?.name ?? "starting", outcome, stages, lastError }),
    { description: "The step it is in, its outcome, the time each step took" },
  );

  return {
    begin: (step) => {
      finishStage();
      stages.push({ name: step, startedAt: Date.now(), ms: null });
      show("");
    },
    failed: (type, message) => {
      lastError = `${type}: ${message}`;
      show("");
    },
    heard: ({ durationSeconds, transcript }) => {
      record(metrics.recording, durationSeconds, { account, engine: transcript?.engine ?? "none" });
      if (searchable)
        upsertSearchAttributes([{ key: durationKey, value: Math.round(durationSeconds) }]);
    },
    judged: (decided, assessment) => {
      outcome = decided;
      if (!searchable) return;
      upsertSearchAttributes([
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
      finishStage();
      count(metrics.voicemails, { account, origin, status, outcome: ended ?? "none" });
      if (status === "delivered") {
        record(metrics.delivery, (Date.now() - acceptedAt) / 1000, { account, origin });
      }
      show(`**${status}${ended ? `: ${ended}` : ""}**`);
    },
  };
}

type Labels = Readonly<Record<string, string>>;

/** Not told again while a history is replayed. */
function record({ name, description }: Measure, value: number, labels: Labels): void {
  metricMeter.createHistogram(name, "float", "", description).record(Math.max(0, value), labels);
}

function count({ name, description }: Measure, labels: Labels): void {
  metricMeter.createCounter(name, "", description).add(1, labels);
}

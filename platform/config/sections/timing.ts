import { z } from "zod";
import type { Budgets } from "../../../domain/voicemail/voicemail.ts";
import { duration, like, type ValuesOf } from "../values.ts";

export const timingVariables = {
  ASSET_WAIT: duration.default(24 * 3_600_000).meta(like("a duration", "24h")),
  RECORDING_BUDGET: duration.default(10 * 60_000).meta(like("a duration", "10m")),
  TRANSCRIPTION_BUDGET: duration.default(30 * 60_000).meta(like("a duration", "30m")),
  AIRCALL_TRANSCRIPT_WAIT: duration.default(30_000).meta(like("a duration", "30s")),
  SWEEP_EVERY: duration
    .pipe(z.number().min(1_000))
    .default(15 * 60_000)
    .meta(like("a duration from 1s", "15m")),
} as const;

/** How long a voicemail's steps may take, and how often Aircall is asked for voicemails that no webhook announced. */
export interface TimingConfig {
  readonly budgets: Budgets;
  readonly sweepEveryMs: number;
}

/** @param usesAircall whether a voicemail may wait for Aircall's own transcript */
export function timingConfig(
  values: ValuesOf<typeof timingVariables>,
  usesAircall: boolean,
): TimingConfig {
  return {
    budgets: {
      assetWaitMs: values.ASSET_WAIT,
      recordingMs: values.RECORDING_BUDGET,
      transcriptionMs: values.TRANSCRIPTION_BUDGET,
      ...(usesAircall ? { aircallTranscriptMs: values.AIRCALL_TRANSCRIPT_WAIT } : {}),
    },
    sweepEveryMs: values.SWEEP_EVERY,
  };
}

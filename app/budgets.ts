import type { Budgets } from "../domain/voicemail/voicemail.ts";
import type { Config } from "../platform/config/load-config.ts";

export function budgetsOf(config: Config): Budgets {
  return {
    assetWaitMs: config.ASSET_WAIT,
    recordingMs: config.RECORDING_BUDGET,
    transcriptionMs: config.TRANSCRIPTION_BUDGET,
  };
}

import type { Budgets } from "../domain/voicemail.ts";
import type { Config } from "./config.ts";

export function budgetsOf(config: Config): Budgets {
  return {
    assetWaitMs: config.ASSET_WAIT,
    recordingMs: config.RECORDING_BUDGET,
    transcriptionMs: config.TRANSCRIPTION_BUDGET,
  };
}

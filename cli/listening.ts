import type { MediaDependencies } from "../activities/index.ts";
import { createLocalAnalyzer } from "../voice/analysis/local-analyzer.ts";
import { createOpenaiAnalyzer } from "../voice/analysis/openai-analyzer.ts";
import { parseAllowedHosts } from "../voice/audio/allowed-hosts.ts";
import { createRecordingArchive } from "../voice/audio/archive-recording.ts";
import { createDecoder } from "../voice/audio/decoder.ts";
import type { RecordingStore } from "../voice/audio/recording-store.ts";
import { createLocalEngine } from "../voice/speech/local-engine.ts";
import { createOpenaiEngine } from "../voice/speech/openai-engine.ts";
import { createTranscriber } from "../voice/speech/transcriber.ts";
import { createVoiceActivity } from "../voice/speech/voice-activity.ts";
import type { SpeechEngine } from "../voice/speech/engine.ts";
import type { Config } from "./config.ts";

/** The ears and the judgement of a worker, as configured. */
export interface Listening extends Omit<MediaDependencies, "resumeAccount"> {
  /** What decodes, for people. */
  readonly decoder: string;
  readonly close: () => Promise<void>;
}

export async function openListening(
  config: Config,
  store: RecordingStore,
  searchPath: string,
): Promise<Listening> {
  const decoder = await createDecoder({ ffmpegBin: config.FFMPEG_BIN ?? null, searchPath });
  const archive = createRecordingArchive({
    store,
    decoder,
    hosts: parseAllowedHosts(config.RECORDING_HOSTS),
  });
  const openaiKey = config.OPENAI_API_KEY;
  const openai = { apiKey: openaiKey ?? "none", baseURL: config.OPENAI_BASE_URL };
  const names = config.TRANSCRIBERS ?? (openaiKey ? ["openai", "local"] : ["local"]);
  const engines: SpeechEngine[] = names.map((name) =>
    name === "openai"
      ? createOpenaiEngine({ ...openai, model: config.OPENAI_TRANSCRIPTION_MODEL })
      : createLocalEngine({ modelDir: config.ASR_MODEL_DIR ?? null }),
  );
  const transcriber = createTranscriber({
    engines,
    decoder,
    voiceActivity: createVoiceActivity(),
  });
  const local = createLocalAnalyzer();
  const analyzer =
    (config.ANALYZER ?? (openaiKey ? "openai" : "local")) === "openai"
      ? createOpenaiAnalyzer({ ...openai, model: config.OPENAI_ANALYSIS_MODEL, fallback: local })
      : local;
  return {
    store,
    archive,
    transcriber,
    analyzer,
    decoder: decoder.name,
    close: () => transcriber.close(),
  };
}

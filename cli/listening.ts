import type { MediaDependencies } from "../activities/index.ts";
import type { Analyzer } from "../voice/analysis/analyzer.ts";
import { createLocalAnalyzer } from "../voice/analysis/local-analyzer.ts";
import { createOpenaiAnalyzer } from "../voice/analysis/openai-analyzer.ts";
import { parseAllowedHosts } from "../voice/audio/allowed-hosts.ts";
import { createRecordingArchive } from "../voice/audio/archive-recording.ts";
import { createDecoder, type Decoder } from "../voice/audio/decoder.ts";
import type { RecordingStore } from "../voice/audio/recording-store.ts";
import { createLocalEngine } from "../voice/speech/local-engine.ts";
import { createOpenaiEngine } from "../voice/speech/openai-engine.ts";
import { createTranscriber, type Transcriber } from "../voice/speech/transcriber.ts";
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
  const { transcriber, decoder } = await openTranscriber(config, searchPath);
  const archive = createRecordingArchive({
    store,
    decoder,
    hosts: parseAllowedHosts(config.RECORDING_HOSTS),
  });
  return {
    store,
    archive,
    transcriber,
    analyzer: openAnalyzer(config),
    decoder: decoder.name,
    close: () => transcriber.close(),
  };
}

/** The ears alone. */
export async function openTranscriber(
  config: Config,
  searchPath: string,
): Promise<{ readonly transcriber: Transcriber; readonly decoder: Decoder }> {
  const decoder = await createDecoder({ ffmpegBin: config.FFMPEG_BIN ?? null, searchPath });
  const names = config.TRANSCRIBERS ?? (config.OPENAI_API_KEY ? ["openai", "local"] : ["local"]);
  const engines: SpeechEngine[] = names.map((name) =>
    name === "openai"
      ? createOpenaiEngine({ ...openaiAccess(config), model: config.OPENAI_TRANSCRIPTION_MODEL })
      : createLocalEngine({ modelDir: config.ASR_MODEL_DIR ?? null }),
  );
  const voiceActivity = createVoiceActivity();
  return { transcriber: createTranscriber({ engines, decoder, voiceActivity }), decoder };
}

/** The judgement alone. */
export function openAnalyzer(config: Config): Analyzer {
  const local = createLocalAnalyzer();
  const chosen = config.ANALYZER ?? (config.OPENAI_API_KEY ? "openai" : "local");
  if (chosen === "local") return local;
  return createOpenaiAnalyzer({
    ...openaiAccess(config),
    model: config.OPENAI_ANALYSIS_MODEL,
    fallback: local,
  });
}

/** A server of one's own may want no key, and the client insists on one. */
function openaiAccess(config: Config): { apiKey: string; baseURL: string | undefined } {
  return { apiKey: config.OPENAI_API_KEY ?? "none", baseURL: config.OPENAI_BASE_URL };
}

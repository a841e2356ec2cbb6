import type { MediaDependencies } from "../activities/index.ts";
import type { Analyzer } from "../voice/analysis/analyzer.ts";
import { createLocalAnalyzer } from "../voice/analysis/local-analyzer.ts";
import { createOpenaiAnalyzer } from "../voice/analysis/openai-analyzer.ts";
import { parseAllowedHosts } from "../voice/audio/allowed-hosts.ts";
import { createRecordingArchive } from "../voice/audio/archive-recording.ts";
import { createDecoder, type Decoder } from "../voice/audio/decoder.ts";
import type { RecordingStore } from "../voice/audio/recording-store.ts";
import { createCompatibleEngine } from "../voice/speech/compatible-engine.ts";
import { createLocalEngine } from "../voice/speech/local-engine.ts";
import { createOpenaiEngine } from "../voice/speech/openai-engine.ts";
import { createTranscriber, type Transcriber } from "../voice/speech/transcriber.ts";
import { createVoiceActivity } from "../voice/speech/voice-activity.ts";
import type { SpeechEngine } from "../voice/speech/engine.ts";
import { settingsFrom } from "./account-settings.ts";
import type { Config, Environment } from "../platform/config/load-config.ts";
import { meterAnalysis, meterEngine, priceOfSpeech } from "./metering.ts";
import { createMetrics, type Metrics } from "../platform/telemetry/metrics.ts";
import { modelsHere } from "./models-here.ts";

/** The ears and the judgement of a worker, as configured. */
export interface Listening extends Omit<MediaDependencies, "resumeAccount"> {
  /** What decodes, for people. */
  readonly decoder: string;
  readonly close: () => Promise<void>;
}

export async function openListening(
  config: Config,
  store: RecordingStore,
  env: Environment,
  metrics: Metrics,
): Promise<Listening> {
  const { transcriber, decoder } = await openTranscriber(config, env, metrics);
  const archive = createRecordingArchive({
    store,
    decoder,
    hosts: parseAllowedHosts(config.RECORDING_HOSTS),
  });
  return {
    store,
    archive,
    transcriber,
    settingsOf: settingsFrom(config),
    analyzer: openAnalyzer(config, metrics),
    decoder: decoder.name,
    close: () => transcriber.close(),
  };
}

/** The ears alone. */
export async function openTranscriber(
  config: Config,
  env: Environment,
  metrics: Metrics = createMetrics(null),
): Promise<{ readonly transcriber: Transcriber; readonly decoder: Decoder }> {
  const decoder = await createDecoder({
    ffmpegBin: config.FFMPEG_BIN ?? null,
    searchPath: env["PATH"] ?? "",
  });
  const engines = openEngines(config, env, transcribersOf(config)).map((engine) =>
    meterEngine(engine, metrics, priceOfSpeech(config, engine)),
  );
  const voiceActivity = createVoiceActivity();
  return { transcriber: createTranscriber({ engines, decoder, voiceActivity }), decoder };
}

/** Recognisers by name, in that order, as configured. */
export function openEngines(
  config: Config,
  env: Environment,
  names: ReturnType<typeof transcribersOf>,
): readonly SpeechEngine[] {
  return names.flatMap((name) => {
    switch (name) {
      case "openai":
        return createOpenaiEngine({
          ...openaiAccess(config),
          model: config.OPENAI_TRANSCRIPTION_MODEL,
        });
      case "compatible":
        return createCompatibleEngine({
          baseURL: config.COMPATIBLE_BASE_URL ?? config.OPENAI_BASE_URL ?? "",
          server: config.COMPATIBLE_SERVER,
          apiKey: config.COMPATIBLE_API_KEY ?? null,
          model: config.COMPATIBLE_MODEL ?? null,
        });
      case "local":
        return localEngines(config.ASR_MODEL_DIR ?? modelsHere(env).chosenDir());
    }
  });
}

/** A better model reads first, and the one that arrives with the packages what it could not. */
function localEngines(modelDir: string | null): readonly SpeechEngine[] {
  const own = createLocalEngine({ modelDir: null });
  return modelDir === null ? [own] : [createLocalEngine({ modelDir }), own];
}

/** The judgement alone. */
export function openAnalyzer(config: Config, metrics: Metrics = createMetrics(null)): Analyzer {
  const local = createLocalAnalyzer();
  if (analyzerOf(config) === "local") return local;
  return createOpenaiAnalyzer({
    ...openaiAccess(config),
    model: config.OPENAI_ANALYSIS_MODEL,
    fallback: local,
    onUsage: meterAnalysis(metrics, config),
  });
}

/** Engines in order of preference. */
export function transcribersOf(config: Config): readonly ("openai" | "local" | "compatible")[] {
  return config.TRANSCRIBERS ?? (config.OPENAI_API_KEY ? ["openai", "local"] : ["local"]);
}

export function analyzerOf(config: Config): "openai" | "local" {
  return config.ANALYZER ?? (config.OPENAI_API_KEY ? "openai" : "local");
}

/** A server of one's own may want no key, and the client insists on one. */
export function openaiAccess(config: Config): { apiKey: string; baseURL: string | undefined } {
  return { apiKey: config.OPENAI_API_KEY ?? "none", baseURL: config.OPENAI_BASE_URL };
}

import type { MediaDependencies } from "../../activities/index.ts";
import type { Analyzer } from "../../analysis/analyzer.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import type { OwnAnalyzerOptions } from "../../analysis/own-analyzer.ts";
import { createOpenaiAnalyzer } from "../../analysis/openai/openai-analyzer.ts";
import type { SettingsOf } from "../../domain/account/account-settings.ts";
import type { Config, Environment } from "../../platform/config/load-config.ts";
import { isOwn } from "../../platform/config/own-part.ts";
import type {
  EngineName,
  MediaConfig,
  OpenaiConfig,
} from "../../platform/config/sections/media.ts";
import { createMetrics, type Metrics } from "../../platform/telemetry/metrics.ts";
import type { Logger } from "../../platform/telemetry/log.ts";
import { parseAllowedHosts } from "../../recordings/allowed-hosts.ts";
import { createRecordingArchive } from "../../recordings/archive-recording.ts";
import type { RecordingStore } from "../../recordings/recording-store.ts";
import { createDecoder, type Decoder } from "../../speech/audio/decoder.ts";
import { proveAudio } from "../../speech/audio/prove-audio.ts";
import { createCompatibleEngine } from "../../speech/engines/compatible-engine.ts";
import type { SpeechEngine } from "../../speech/engines/engine.ts";
import { createLocalEngine } from "../../speech/engines/local-engine.ts";
import { createMultilingualEngine } from "../../speech/engines/multilingual-engine.ts";
import { createMultilingualReader } from "../../speech/models/multilingual-reader.ts";
import { createOpenaiEngine } from "../../speech/engines/openai-engine.ts";
import { holdModels } from "../../speech/models/hold-models.ts";
import { createTranscriber, type Transcriber } from "../../speech/transcriber.ts";
import { createVoiceActivity } from "../../speech/voice-activity.ts";
import { meterAnalysis, meterEngine, priceOfSpeech } from "../metering.ts";
import { modelsHere } from "./models-here.ts";
import { openOwnAnalyzer, openOwnEngine } from "./own-part.ts";
import { createReporter, type ReporterOptions } from "./reporter.ts";
import { warmUp } from "./warm-up.ts";

/** The engines and the analyzer of a worker, as configured. */
export interface Media extends Omit<MediaDependencies, "resumeAccount"> {
  /** What decodes, for people. */
  readonly decoder: string;
  /** Models that are left out, and why. */
  readonly faults: readonly string[];
  /** Loads the models that every voicemail needs; else the first one does. */
  readonly warmUp: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface OpenMediaOptions {
  readonly config: Pick<Config, "storage" | "media">;
  readonly settingsOf: SettingsOf;
  readonly store: RecordingStore;
  readonly env: Environment;
  readonly metrics: Metrics;
  readonly log: Logger;
}

/** Opens what a worker hears and judges with. Models load when they are warmed up, or with the first recording. */
export async function openMedia(options: OpenMediaOptions): Promise<Media> {
  const { config, settingsOf, store, env, metrics, log } = options;
  const { storage, media } = config;
  const { transcriber, engines, decoder, faults } = await openTranscriber(media, env, metrics);
  const own = isOwn(media.analyzer) ? media.analyzer : null;
  // Opened where it can be said what is wrong with it; it judges in the reporter's thread.
  if (own !== null) await openOwnAnalyzer(own);
  const reporter = createReporter({
    openai: media.analyzer === "openai" ? openaiAnalysis(media.openai) : null,
    own,
    onUsage: meterAnalysis(metrics, media.openai),
    onFallback: (reason) =>
      log.warn({ fault: reason }, "the analyzer of your own gave no verdict; the local one judged"),
  });
  const archive = createRecordingArchive({
    store,
    hosts: parseAllowedHosts(storage.hosts),
    prove: (path, how) => proveAudio(decoder, path, how),
  });
  return {
    store,
    archive,
    transcriber,
    settingsOf,
    reporter,
    decoder: decoder.name,
    faults,
    warmUp: () => warmUp(engines, media.analyzer === "openai" ? null : reporter),
    close: () => transcriber.close(),
  };
}

export interface OpenTranscriber {
  readonly transcriber: Transcriber;
  /** What it reads with, in order of preference. */
  readonly engines: readonly SpeechEngine[];
  readonly decoder: Decoder;
  /** Models that are left out, and why. */
  readonly faults: readonly string[];
}

/** The engines alone. */
export async function openTranscriber(
  config: MediaConfig,
  env: Environment,
  metrics: Metrics = createMetrics(null),
): Promise<OpenTranscriber> {
  const decoder = await openDecoder(config, env);
  const opened = await openEngines(config, env, config.engines);
  const engines = opened.engines.map((engine) =>
    meterEngine(engine, metrics, priceOfSpeech(config.openai, engine)),
  );
  const voiceActivity = createVoiceActivity();
  const transcriber = createTranscriber({ engines, decoder, voiceActivity });
  return { transcriber, engines, decoder, faults: opened.faults };
}

/**
 * ffmpeg where one runs, else decoders that need no binary. @throws when `FFMPEG_BIN` does not run
 */
export function openDecoder({ ffmpegBin }: MediaConfig, env: Environment): Promise<Decoder> {
  return createDecoder({ ffmpegBin, searchPath: env["PATH"] ?? "" });
}

export interface OpenEngines {
  readonly engines: readonly SpeechEngine[];
  /** Models that are left out, and why. */
  readonly faults: readonly string[];
}

/** Recognisers by name, in that order, as configured. The models of `local` are held from then on. */
export async function openEngines(
  config: MediaConfig,
  env: Environment,
  names: readonly EngineName[],
): Promise<OpenEngines> {
  const held = names.includes("local")
    ? await holdModels(modelsHere(env), { what: commandHere(), instead: config.modelDir })
    : null;
  const open = async (name: EngineName): Promise<readonly SpeechEngine[]> => {
    if (isOwn(name)) return [await openOwnEngine(name)];
    switch (name) {
      case "openai": {
        const model = config.openai.transcriptionModel;
        return [createOpenaiEngine({ ...openaiAccess(config.openai), model })];
      }
      case "compatible": {
        const { baseUrl, ...rest } = config.compatible;
        return [createCompatibleEngine({ baseURL: baseUrl ?? "", ...rest })];
      }
      case "local":
        return localEngines(held?.chosenDir ?? null, held?.multilingualDir ?? null);
    }
  };
  const engines = (await Promise.all(names.map(open))).flat();
  return { engines, faults: held?.faults ?? [] };
}

/** The command of this process, as `models list` shows it. */
function commandHere(): string {
  const [, , command = ""] = process.argv;
  return /^[a-z]+$/.test(command) ? command : "afterbeep";
}

/**
 * A better model reads first; what it could not, the one of many languages reads, where it is another
 * language, and the one that arrives with the packages.
 */
function localEngines(
  modelDir: string | null,
  multilingualDir: string | null,
): readonly SpeechEngine[] {
  const own = createLocalEngine({ modelDir: null });
  const others =
    multilingualDir === null
      ? []
      : [createMultilingualEngine(createMultilingualReader(multilingualDir))];
  return modelDir === null ? [own, ...others] : [createLocalEngine({ modelDir }), ...others, own];
}

/** The analyzer alone, for commands that answer no webhooks. */
export async function openAnalyzer(
  config: MediaConfig,
  options: OwnAnalyzerOptions = {},
): Promise<Analyzer> {
  const fallback = createLocalAnalyzer();
  if (isOwn(config.analyzer)) return openOwnAnalyzer(config.analyzer, fallback, options);
  return config.analyzer === "local"
    ? fallback
    : createOpenaiAnalyzer({ ...openaiAnalysis(config.openai), fallback });
}

function openaiAnalysis(config: OpenaiConfig): NonNullable<ReporterOptions["openai"]> {
  return { ...openaiAccess(config), model: config.analysisModel };
}

/** A server of one's own may want no key, and the client insists on one. */
export function openaiAccess({ apiKey, baseUrl }: OpenaiConfig): {
  apiKey: string;
  baseURL: string | undefined;
} {
  return { apiKey: apiKey ?? "none", baseURL: baseUrl ?? undefined };
}

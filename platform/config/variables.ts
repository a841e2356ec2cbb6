import { z } from "zod";
import {
  duration,
  encryptionKeys,
  hours,
  languages,
  list,
  secret,
  switchOn,
  tagMap,
  wholeNumber,
} from "./values.ts";

/**
 * Every variable of ours, with its default, what is expected of it, and an example. `TEMPORAL_ADDRESS` and its siblings
 * are read by Temporal's own envconfig.
 */
export const variables = {
  TEMPORAL_CLI_PATH: z
    .string()
    .optional()
    .meta(like("the path of a Temporal CLI, 1.9 or newer", "/usr/local/bin/temporal")),
  TEMPORAL_DEPLOYMENT_NAME: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/)
    .optional()
    .meta(like("a name of 1 to 100 letters, digits, _ or -, with a build id", "afterbeep")),
  TEMPORAL_WORKER_BUILD_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/)
    .optional()
    .meta(like("what names this build: 1 to 100 letters, digits, ., _ or -", "0.1.0")),
  AFTERBEEP_DATA: z.string().default("./data").meta(like("a directory", "./data")),
  AFTERBEEP_ENCRYPTION_KEY: encryptionKeys
    .optional()
    .meta(
      like(
        "a name and 32 bytes in base64, comma-separated while rotating: the first one encrypts",
        "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
      ),
    ),
  CODEC_TOKEN: secret
    .optional()
    .meta(
      like("what readers of decrypted histories must show to `afterbeep codec`", "c0dec-t0ken"),
    ),
  AIRCALL_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://api.aircall.io")
    .meta(like("an http or https URL", "https://api.aircall.io")),
  AIRCALL_ACCOUNT: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,48}$/)
    .default("default")
    .meta(like("our name for the account: 1 to 48 letters, digits, _ or -", "default")),
  AIRCALL_API_ID: secret.optional().meta(like("the id of an Aircall API key", "1a2b3c")),
  AIRCALL_API_TOKEN: secret.optional().meta(like("the token of an Aircall API key", "4d5e6f")),
  AIRCALL_ACCESS_TOKEN: secret
    .optional()
    .meta(like("an Aircall OAuth access token, instead of id and token", "7a8b9c")),
  AIRCALL_WEBHOOK_TOKEN: list
    .pipe(z.array(secret).min(1))
    .optional()
    .meta(
      like("the webhook's token; several, comma-separated, while rotating", "df76g76dpziygs567f0"),
    ),
  AIRCALL_LINES: list
    .pipe(z.array(wholeNumber(1, Number.MAX_SAFE_INTEGER)))
    .default([])
    .meta(like("ids of the lines to serve, comma-separated", "123,456")),
  TAG_NAMES: tagMap
    .default(new Map())
    .meta(like("our tag=the name at Aircall, comma-separated", "voicemail:urgent=Dringend")),
  VIP_NUMBERS: list
    .pipe(z.array(z.string().regex(/^\+\d{7,15}$/)))
    .default([])
    .meta(like("callers' numbers with their country's code, comma-separated", "+442079460958")),
  BUSINESS_HOURS: hours
    .optional()
    .meta(like("days and hours, by the clock of each line", "Mon-Fri 09:00-17:30")),
  AIRCALL_REQUESTS_PER_MINUTE: wholeNumber(1, 100_000)
    .optional()
    .meta(like("a whole number from 1", "100")),
  WEBHOOK_HOST: z.string().default("127.0.0.1").meta(like("an address to listen on", "127.0.0.1")),
  WEBHOOK_PORT: wholeNumber(0, 65_535).default(8787).meta(like("a port from 0 to 65535", "8787")),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(
      like(
        "the https address under which Aircall reaches the receiver, without /webhooks/aircall",
        "https://voicemail.example.com",
      ),
    ),
  RECORDING_STORE: z.string().optional().meta(like("a directory", "./data/recordings")),
  RECORDING_RETENTION: duration.default(30 * 86_400_000).meta(like("a duration", "30d")),
  RECORDING_HOSTS: list
    .pipe(z.array(z.string().regex(/^(\*\.)?[A-Za-z0-9.-]+$|^\[?[0-9A-Fa-f:.]+\]?$/)).min(1))
    .default(["*.amazonaws.com", "*.aircall.io"])
    .meta(
      like(
        "host names without port, comma-separated, each perhaps with a leading *.",
        "*.amazonaws.com,*.aircall.io",
      ),
    ),
  ASSET_WAIT: duration.default(24 * 3_600_000).meta(like("a duration", "24h")),
  RECORDING_BUDGET: duration.default(10 * 60_000).meta(like("a duration", "10m")),
  TRANSCRIPTION_BUDGET: duration.default(30 * 60_000).meta(like("a duration", "30m")),
  SWEEP_EVERY: duration
    .pipe(z.number().min(1_000))
    .default(15 * 60_000)
    .meta(like("a duration from 1s", "15m")),
  TRANSCRIBERS: list
    .pipe(z.array(z.enum(["local", "openai", "compatible"])).min(1))
    .optional()
    .meta(like("local, openai and compatible, in order of preference", "openai,local")),
  TRANSCRIPTION_KEYWORDS: list
    .default([])
    .meta(like("names that callers may say, comma-separated", "Acme,Roadrunner 3000")),
  LINE_LANGUAGES: languages
    .default(new Map())
    .meta(
      like(
        "line id=language, comma-separated; of a line with several, joined by +",
        "123=fr,456=en+es",
      ),
    ),
  COMPATIBLE_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(
      like("an http or https URL, with /v1 where the server has it", "http://127.0.0.1:8000/v1"),
    ),
  COMPATIBLE_SERVER: z
    .enum(["openai", "whisper.cpp", "speaches", "vllm", "groq", "localai"])
    .default("openai")
    .meta(like("openai, whisper.cpp, speaches, vllm, groq or localai", "whisper.cpp")),
  COMPATIBLE_API_KEY: secret.optional().meta(like("the server's key, if it wants one", "gsk-1234")),
  COMPATIBLE_MODEL: z
    .string()
    .optional()
    .meta(like("a model's name on that server", "whisper-large-v3-turbo")),
  ANALYZER: z.enum(["local", "openai"]).optional().meta(like("local or openai", "local")),
  OPENAI_API_KEY: secret.optional().meta(like("an OpenAI API key", "sk-proj-1234")),
  OPENAI_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(like("an http or https URL", "https://api.openai.com/v1")),
  OPENAI_TRANSCRIPTION_MODEL: z
    .string()
    .default("gpt-transcribe")
    .meta(like("a model's name", "gpt-transcribe")),
  OPENAI_ANALYSIS_MODEL: z
    .string()
    .default("gpt-6-luna")
    .meta(like("a model's name", "gpt-6-luna")),
  ASR_MODEL_DIR: z
    .string()
    .optional()
    .meta(like("a directory with a sherpa-onnx model", "./models/whisper-base")),
  FFMPEG_BIN: z.string().optional().meta(like("the path of an ffmpeg", "/usr/bin/ffmpeg")),
  DRY_RUN: switchOn.default(false).meta(like("on or off", "off")),
  METRICS_PORT: wholeNumber(1, 65_535)
    .optional()
    .meta(like("a port from 1 to 65535, where Prometheus reads /metrics", "9464")),
  METRICS_HOST: z.string().default("127.0.0.1").meta(like("an address to listen on", "127.0.0.1")),
  OTEL_EXPORTER_OTLP_ENDPOINT: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(like("an OpenTelemetry collector's http address", "http://127.0.0.1:4318")),
  OTEL_SERVICE_NAME: z
    .string()
    .default("afterbeep")
    .meta(like("a name for this service", "afterbeep")),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"])
    .default("info")
    .meta(like("trace, debug, info, warn, error, fatal or silent", "info")),
} as const;

export type Variable = keyof typeof variables;

function like(description: string, example: string): { description: string; examples: [string] } {
  return { description, examples: [example] };
}

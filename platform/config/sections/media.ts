import { ownPart, type OwnPart } from "../own-part.ts";
import { z } from "zod";
import { like, likePrivate, list, secret, type ValuesOf } from "../values.ts";

export const mediaVariables = {
  TRANSCRIBERS: list
    .pipe(z.array(z.enum(["aircall", "local", "openai", "compatible"]).or(ownPart)).min(1))
    .refine((names) => names.lastIndexOf("aircall") < 1 && names.at(-1) !== "aircall")
    .optional()
    .meta(
      like(
        "local, openai, compatible or module:<a file that is there>, in order of preference; aircall only before all of them, never alone",
        "aircall,local",
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
  COMPATIBLE_API_KEY: secret
    .optional()
    .meta(likePrivate("the server's key, if it wants one", "gsk-1234")),
  COMPATIBLE_MODEL: z
    .string()
    .optional()
    .meta(like("a model's name on that server", "whisper-large-v3-turbo")),
  ANALYZER: z
    .enum(["local", "openai"])
    .or(ownPart)
    .optional()
    .meta(like("local, openai or module:<a file that is there>", "local")),
  OPENAI_API_KEY: secret.optional().meta(likePrivate("an OpenAI API key", "sk-proj-1234")),
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
} as const;

/** The programs that transcribe and judge. */
export interface MediaConfig {
  /** Aircall's own transcript is read before any engine hears a recording. */
  readonly usesAircall: boolean;
  /** In order of preference. */
  readonly engines: readonly EngineName[];
  readonly analyzer: "local" | "openai" | OwnPart;
  readonly openai: OpenaiConfig;
  readonly compatible: {
    /** The server of OPENAI_BASE_URL where only that is set. */
    readonly baseUrl: string | null;
    readonly server: ValuesOf<typeof mediaVariables>["COMPATIBLE_SERVER"];
    readonly apiKey: string | null;
    readonly model: string | null;
  };
  /** Null: the model that was chosen on this machine. */
  readonly modelDir: string | null;
  /** Null: one is looked for. */
  readonly ffmpegBin: string | null;
}

export type EngineName = "openai" | "local" | "compatible" | OwnPart;

export interface OpenaiConfig {
  readonly apiKey: string | null;
  /** Null: OpenAI's own. */
  readonly baseUrl: string | null;
  readonly transcriptionModel: string;
  readonly analysisModel: string;
}

export function mediaConfig(values: ValuesOf<typeof mediaVariables>): MediaConfig {
  const { OPENAI_API_KEY: apiKey, OPENAI_BASE_URL: baseUrl } = values;
  const transcribers = values.TRANSCRIBERS ?? (apiKey ? ["openai", "local"] : ["local"]);
  return {
    usesAircall: transcribers[0] === "aircall",
    engines: transcribers.filter((name) => name !== "aircall"),
    analyzer: values.ANALYZER ?? (apiKey ? "openai" : "local"),
    openai: {
      apiKey: apiKey ?? null,
      baseUrl: baseUrl ?? null,
      transcriptionModel: values.OPENAI_TRANSCRIPTION_MODEL,
      analysisModel: values.OPENAI_ANALYSIS_MODEL,
    },
    compatible: {
      baseUrl: values.COMPATIBLE_BASE_URL ?? baseUrl ?? null,
      server: values.COMPATIBLE_SERVER,
      apiKey: values.COMPATIBLE_API_KEY ?? null,
      model: values.COMPATIBLE_MODEL ?? null,
    },
    modelDir: values.ASR_MODEL_DIR ?? null,
    ffmpegBin: values.FFMPEG_BIN ?? null,
  };
}

/** What the chosen engines and analyzer cannot do without, and is not set. */
export function missingForMedia(values: ValuesOf<typeof mediaVariables>): Variable[] {
  const engines = values.TRANSCRIBERS ?? [];
  const { OPENAI_API_KEY: key, OPENAI_BASE_URL: server, COMPATIBLE_BASE_URL: compatible } = values;
  const usesOpenai = engines.includes("openai") || values.ANALYZER === "openai";
  return [
    ...(engines.includes("compatible") && !compatible && !server
      ? (["COMPATIBLE_BASE_URL"] as const)
      : []),
    // A server of one's own behind OPENAI_BASE_URL may want no key; OpenAI does.
    ...(usesOpenai && !server && !key ? (["OPENAI_API_KEY"] as const) : []),
  ];
}

type Variable = keyof typeof mediaVariables;

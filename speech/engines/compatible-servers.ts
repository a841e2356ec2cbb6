/**
 * What a server that speaks OpenAI's protocol takes and gives: declared, for asking for what it
 * lacks fails the request.
 */
export interface ServerKind {
  /** Below the base URL. */
  readonly path: string;
  /** The richest answer that it gives: `verbose_json` tells language and certainty. */
  readonly format: "json" | "verbose_json";
  /** Whether it takes `model`. */
  readonly model: boolean;
  /** Whether it takes a `language`, one. */
  readonly language: boolean;
  /** The field for names that may be said; null when it has none. */
  readonly keywords: "hotwords" | "prompt" | null;
}

export type ServerName = "openai" | "whisper.cpp" | "speaches" | "vllm" | "groq" | "localai";

const path = "/audio/transcriptions";

/** From their documentation, 2026-11. All take wav, which is what we send. */
export const serverKinds: Readonly<Record<ServerName, ServerKind>> = {
  /** What every one of them is expected to do. */
  openai: { path, format: "json", model: true, language: true, keywords: null },
  /** Reads wav alone unless started with --convert, and has no /v1. */
  "whisper.cpp": {
    path: "/inference",
    format: "verbose_json",
    model: false,
    language: true,
    keywords: "prompt",
  },
  speaches: { path, format: "verbose_json", model: true, language: true, keywords: "hotwords" },
  vllm: { path, format: "json", model: true, language: true, keywords: "prompt" },
  groq: { path, format: "verbose_json", model: true, language: true, keywords: "prompt" },
  localai: { path, format: "json", model: true, language: true, keywords: null },
};

import { afterAll, expect, test } from "vitest";
import { decodeWithWasm } from "../../../speech/audio/wasm/wasm-decoder.ts";
import { createCompatibleEngine } from "../../../speech/engines/compatible-engine.ts";
import type { ServerName } from "../../../speech/engines/compatible-servers.ts";
import { noHints, type Hints, type SpeechEngine } from "../../../speech/engines/engine.ts";
import { createLocalEngine } from "../../../speech/engines/local-engine.ts";
import { createOpenaiEngine } from "../../../speech/engines/openai-engine.ts";
import { EngineUnavailableError } from "../../../speech/errors.ts";
import { sample } from "../../support/aircall.ts";
import { openSpeechServer, type SpeechServer } from "../../support/speech-server.ts";

const recogniser = createLocalEngine({ modelDir: null });
afterAll(() => recogniser.close());

const kinds: readonly ServerName[] = [
  "openai",
  "whisper.cpp",
  "speaches",
  "vllm",
  "groq",
  "localai",
];
const at = (kind: ServerName, baseURL: string): SpeechEngine =>
  createCompatibleEngine({ baseURL, server: kind, apiKey: null, model: "m", timeoutMs: 20_000 });
const openaiAt = (baseURL: string): SpeechEngine =>
  createOpenaiEngine({ apiKey: "k", baseURL, model: "gpt-transcribe", timeoutMs: 20_000 });

interface Opened {
  readonly engine: SpeechEngine;
  readonly server: SpeechServer | null;
}

/** Every engine that there is, each with a real recogniser at its end. */
const engines: readonly (readonly [string, () => Promise<Opened>])[] = [
  ["local", () => Promise.resolve({ engine: recogniser, server: null })],
  [
    "openai",
    async () => {
      const server = await openSpeechServer("gpt-transcribe", recogniser);
      return { engine: openaiAt(server.url), server };
    },
  ],
  ...kinds.map(
    (kind) =>
      [
        `compatible, ${kind}`,
        async (): Promise<Opened> => {
          const server = await openSpeechServer(kind, recogniser);
          return { engine: at(kind, server.url), server };
        },
      ] as const,
  ),
];

async function clip(): Promise<Float32Array> {
  const parts: number[] = [];
  for await (const samples of decodeWithWasm(sample("human-cards.mp3").path))
    parts.push(...samples);
  return Float32Array.from(parts);
}

const hints: Hints = {
  languages: ["en"],
  certain: true,
  keywords: ["Acme <b>", "Road\nrunner", "", "Acme <b>", "x".repeat(200)],
};

test.each(engines)("%s reads speech, and takes hints of any form", async (_name, open) => {
  const { engine, server } = await open();
  const samples = await clip();
  expect((await engine.read(samples, { hints: noHints })).text).toMatch(/eight of spades/i);
  const { text, language } = await engine.read(samples, { hints });
  expect(text).toMatch(/seven of hearts/i);
  expect([null, "en"]).toContain(language);
  for (const fields of server?.requests ?? []) {
    for (const told of [fields["keywords[]"], fields["prompt"], fields["hotwords"]].flat()) {
      expect(told ?? "").not.toMatch(/[<>\r\n]/);
    }
  }
  await engine.close();
});

test.each(engines)("%s stops when it is cancelled", async (_name, open) => {
  const { engine } = await open();
  const samples = await clip();
  await expect(
    engine.read(samples, { signal: AbortSignal.abort(new Error("enough")) }),
  ).rejects.toSatisfy((error) => !(error instanceof EngineUnavailableError));
});

const remote: readonly (readonly [string, (url: string) => SpeechEngine])[] = [
  ["openai", openaiAt],
  ...kinds.map((kind) => [`compatible, ${kind}`, (url: string) => at(kind, url)] as const),
];

test.each(remote)("%s that is away is unavailable", async (_name, engineAt) => {
  const error: unknown = await engineAt("http://127.0.0.1:9/v1")
    .read(new Float32Array(16_000), {})
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EngineUnavailableError);
});

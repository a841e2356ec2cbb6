import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { decodeWithWasm } from "../../../speech/audio/wasm/wasm-decoder.ts";
import { createCompatibleEngine } from "../../../speech/engines/compatible-engine.ts";
import type { ServerName } from "../../../speech/engines/compatible-servers.ts";
import type { SpeechEngine } from "../../../speech/engines/engine.ts";
import { createLocalEngine } from "../../../speech/engines/local-engine.ts";
import { EngineUnavailableError } from "../../../speech/errors.ts";
import { sample } from "../../support/aircall.ts";
import { openSpeechServer } from "../../support/speech-server.ts";

const at = (kind: ServerName, baseURL: string): SpeechEngine =>
  createCompatibleEngine({ baseURL, server: kind, apiKey: null, model: "m", timeoutMs: 20_000 });

/** Answers the same to everything. */
async function parrot(status: number, body: string, retryAfter?: string): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () =>
      response.writeHead(status, retryAfter ? { "retry-after": retryAfter } : {}).end(body),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as { port: number }).port}`;
}

test.each([
  ["a page", 200, "<html>secret words</html>"],
  ["no text", 200, "{}"],
  ["an error", 500, '{"error":"secret words"}'],
])(
  "a compatible server that answers %s is unavailable, and its words stay out",
  async (_what, status, body) => {
    const error: unknown = await at("openai", await parrot(status, body))
      .read(new Float32Array(16_000), {})
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EngineUnavailableError);
    expect((error as Error).message).not.toContain("secret");
  },
);

test("a compatible server that is busy says when to come back", async () => {
  const url = await parrot(429, "{}", "7");
  await expect(at("groq", url).read(new Float32Array(16_000), {})).rejects.toMatchObject({
    retryAfterMs: 7_000,
  });
});

test("a bare text is a text, and what a server knows of silence is a doubt", async () => {
  const bare = at("openai", await parrot(200, "Hello there."));
  expect(await bare.read(new Float32Array(16_000), {})).toEqual({
    text: "Hello there.",
    language: null,
  });
  const unsure = at(
    "groq",
    await parrot(
      200,
      JSON.stringify({
        text: "Thanks.",
        language: "english",
        segments: [{ avg_logprob: -1.4, no_speech_prob: 0.9 }],
      }),
    ),
  );
  expect(await unsure.read(new Float32Array(16_000), {})).toMatchObject({
    language: "en",
    doubts: [expect.stringContaining("not sure")],
  });
});

async function clip(): Promise<Float32Array> {
  const parts: number[] = [];
  for await (const samples of decodeWithWasm(sample("human-cards.mp3").path))
    parts.push(...samples);
  return Float32Array.from(parts);
}

test("one language is told only when the operator is certain of it, and only to who takes one", async () => {
  const recogniser = createLocalEngine({ modelDir: null });
  onTestFinished(() => recogniser.close());
  const server = await openSpeechServer("groq", recogniser);
  const samples = await clip();
  const languagesTold = async (languages: readonly string[], certain: boolean) => {
    await at("groq", server.url).read(samples, { hints: { languages, certain, keywords: [] } });
    return server.requests.at(-1)?.["language"] ?? null;
  };
  expect(await languagesTold(["en"], true)).toEqual(["en"]);
  expect(await languagesTold(["en"], false)).toBeNull();
  expect(await languagesTold(["en", "es"], true)).toBeNull();
});

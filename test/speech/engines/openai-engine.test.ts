import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createOpenaiEngine } from "../../../speech/engines/openai-engine.ts";
import { EngineUnavailableError } from "../../../speech/errors.ts";

/** Answers as OpenAI's speech endpoint does. */
async function openaiServer(answer: {
  status?: number;
  headers?: Record<string, string>;
  body: string | null;
}): Promise<{ url: string; bodies: string[] }> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.setEncoding("latin1").on("data", (part: string) => (body += part));
    request.on("end", () => {
      bodies.push(`${request.url} ${body}`);
      if (answer.body === null) return;
      response.writeHead(answer.status ?? 200, {
        "content-type": "application/json",
        ...answer.headers,
      });
      response.end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  return { url: `http://127.0.0.1:${port}/v1`, bodies };
}

const clip = new Float32Array(16_000);
const engineAt = (baseURL: string, timeoutMs = 5_000) =>
  createOpenaiEngine({ apiKey: "k", baseURL, model: "gpt-transcribe", timeoutMs });

test("OpenAI is sent a named wav and its text is taken", async () => {
  const server = await openaiServer({
    body: JSON.stringify({ text: " Hello. ", languages: [{ code: "en" }] }),
  });
  expect(await engineAt(server.url).read(clip, {})).toEqual({ text: "Hello.", language: "en" });
  expect(server.bodies[0]).toContain("/v1/audio/transcriptions");
  expect(server.bodies[0]).toContain('filename="voicemail.wav"');
  expect(server.bodies[0]).toContain("gpt-transcribe");
  expect(server.bodies[0]).toContain("RIFF");
});

test.each<[string, Parameters<typeof openaiServer>[0], object]>([
  [
    "a rate limit",
    { status: 429, headers: { "retry-after": "7" }, body: '{"error":{"message":"slow down"}}' },
    { retryAfterMs: 7_000 },
  ],
  [
    "no quota",
    { status: 429, body: '{"error":{"code":"insufficient_quota","message":"x"}}' },
    { message: expect.stringContaining("quota") },
  ],
  [
    "a wrong key",
    { status: 401, body: '{"error":{"message":"bad key k"}}' },
    { message: expect.stringContaining("OPENAI_API_KEY") },
  ],
  [
    "a page of a gateway",
    { status: 502, headers: { "content-type": "text/html" }, body: "<html>secret</html>" },
    { message: expect.not.stringContaining("secret") },
  ],
  ["no text", { body: "{}" }, { message: expect.stringContaining("without a text") }],
])("%s is an engine that is unavailable, after one request", async (_what, answer, expected) => {
  const server = await openaiServer(answer);
  const error: unknown = await engineAt(server.url)
    .read(clip, {})
    .catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(EngineUnavailableError);
  expect(error).toMatchObject(expected);
  expect(server.bodies).toHaveLength(1);
});

test("a server that hangs is left after the time-out", async () => {
  const server = await openaiServer({ body: null });
  await expect(engineAt(server.url, 300).read(clip, {})).rejects.toBeInstanceOf(
    EngineUnavailableError,
  );
  expect(server.bodies).toHaveLength(1);
});

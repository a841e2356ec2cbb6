import { createServer, type IncomingMessage } from "node:http";
import { Request } from "undici";
import { onTestFinished } from "vitest";
import { sampleRate } from "../../speech/audio/resample.ts";
import type { ServerName } from "../../speech/engines/compatible-servers.ts";
import type { SpeechEngine } from "../../speech/engines/engine.ts";

/** What a real server of a kind takes; anything else it refuses, as they do. */
const taken: Readonly<Record<ServerName | "gpt-transcribe", readonly string[]>> = {
  "gpt-transcribe": ["file", "model", "response_format", "languages[]", "keywords[]"],
  openai: ["file", "model", "response_format", "language", "temperature"],
  "whisper.cpp": ["file", "response_format", "language", "temperature", "prompt"],
  speaches: ["file", "model", "response_format", "language", "temperature", "hotwords"],
  vllm: ["file", "model", "response_format", "language", "temperature", "prompt"],
  groq: ["file", "model", "response_format", "language", "temperature", "prompt"],
  localai: ["file", "model", "response_format", "language", "temperature"],
};

const paths: Readonly<Partial<Record<string, string>>> = { "whisper.cpp": "/inference" };

export interface SpeechServer {
  readonly url: string;
  /** The fields of each request, but the file. */
  readonly requests: readonly Readonly<Record<string, readonly string[]>>[];
}

/** A server of a kind with a real recogniser behind it, strict where the kind is strict. */
export async function openSpeechServer(
  kind: ServerName | "gpt-transcribe",
  recogniser: SpeechEngine,
): Promise<SpeechServer> {
  const requests: Record<string, string[]>[] = [];
  const answer = async (request: IncomingMessage): Promise<{ status: number; body: object }> => {
    const form = await new Request("http://localhost", {
      method: "POST",
      headers: { "content-type": request.headers["content-type"] ?? "" },
      body: request as never,
      duplex: "half",
    } as never).formData();
    const refuse = (message: string) => ({ status: 400, body: { error: { message } } });
    const fields: Record<string, string[]> = {};
    for (const [name, value] of form.entries()) {
      if (!taken[kind].includes(name)) return refuse(`unknown field ${name}`);
      if (typeof value === "string") (fields[name] ??= []).push(value);
    }
    requests.push(fields);
    if ((fields["keywords[]"] ?? []).some((one) => /[<>\r\n]/.test(one))) {
      return refuse("invalid keyword");
    }
    const file = form.get("file");
    if (!file || typeof file === "string") return refuse("no file");
    const wav = Buffer.from(await file.arrayBuffer());
    if (wav.toString("latin1", 0, 4) !== "RIFF" || wav.readUInt32LE(24) !== sampleRate) {
      return refuse("no wav of 16 kHz");
    }
    const { text } = await recogniser.read(samplesOf(wav), {});
    const bare = { text };
    if (kind === "gpt-transcribe")
      return { status: 200, body: { ...bare, languages: [{ code: "en" }] } };
    return fields["response_format"]?.[0] === "verbose_json"
      ? {
          status: 200,
          body: {
            ...bare,
            language: "english",
            segments: [{ avg_logprob: -0.2, no_speech_prob: 0.01 }],
          },
        }
      : { status: 200, body: bare };
  };
  const server = createServer((request, response) => {
    const path = paths[kind] ?? "/v1/audio/transcriptions";
    if (request.url !== path) return void response.writeHead(404).end();
    answer(request)
      .catch((error: unknown) => ({ status: 500, body: { error: String(error) } }))
      .then(({ status, body }) =>
        response
          .writeHead(status, { "content-type": "application/json" })
          .end(JSON.stringify(body)),
      )
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const url = `http://127.0.0.1:${port}${kind === "whisper.cpp" ? "" : "/v1"}`;
  return { url, requests };
}

function samplesOf(wav: Buffer): Float32Array {
  return Float32Array.from(
    { length: (wav.length - 44) / 2 },
    (_, index) => wav.readInt16LE(44 + index * 2) / 32_768,
  );
}

import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { createCompatibleEngine } from "../../../speech/engines/compatible-engine.ts";
import { EngineUnavailableError } from "../../../speech/errors.ts";
import { createOpenaiEngine } from "../../../speech/engines/openai-engine.ts";
import type { Reading } from "../../../speech/engines/engine.ts";
import { readPiece } from "../../../speech/read-piece.ts";

const words =
  "Hello, this is Mara, please call me back on 206 555 0134 about the fence, thank you.";
const json = "application/json";
const plain = "text/plain; charset=utf-8";

/** Answers 200 and the same to everything. */
async function serving(contentType: string | null, body: string | Uint8Array): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      response.writeHead(200, contentType === null ? {} : { "content-type": contentType });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as { port: number }).port}/v1`;
}

const compatibleAt = (baseURL: string) =>
  createCompatibleEngine({ baseURL, server: "openai", apiKey: null, model: "m" });

async function reading(
  contentType: string | null,
  body: string | Uint8Array,
): Promise<Reading | EngineUnavailableError> {
  return compatibleAt(await serving(contentType, body))
    .read(new Float32Array(16_000), {})
    .catch((error: unknown) => {
      if (error instanceof EngineUnavailableError) return error;
      throw error;
    });
}

const srt = `1\r\n00:00:00,500 --> 00:00:04,000\r\nHello, this is Mara, please call me back\r\n\r\n2\r\n00:00:04,000 --> 00:00:11,000\r\n<i>on 206 555 0134 about the fence, thank you.</i>\r\n`;
const vtt = `WEBVTT\nKind: captions\n\nNOTE made by a machine\n\ncue-1\n00:00.500 --> 00:04.000 align:start\n<v Mara>Hello, this is Mara, please call me back\n\n00:04.000 --> 00:11.000\non 206 555 0134 about the fence, thank you.\n`;

test.each<[string, string | null, string | Uint8Array]>([
  ["JSON", json, JSON.stringify({ text: words })],
  ["a text alone", plain, words],
  ["a text without a type", null, words],
  ["a text as JSON", json, JSON.stringify(words)],
  [
    "NaN",
    json,
    `{"text": "${words}", "segments": [{"id": 0, "avg_logprob": NaN, "a": -Infinity}]}`,
  ],
  [
    "segments of another type",
    json,
    JSON.stringify({ text: words, segments: "none", language: 7 }),
  ],
  ["a BOM", json, `\uFEFF${JSON.stringify({ text: words })}`],
  ["UTF-16", json, Buffer.from(`\uFEFF${JSON.stringify({ text: words })}`, "utf16le")],
  ["an error that is none", json, JSON.stringify({ text: words, error: null })],
  ["SRT", plain, srt],
  ["SRT in JSON", json, JSON.stringify({ text: srt })],
  ["VTT", "text/vtt", vtt],
  ["whisper.cpp's lines", plain, `[00:00:00.000 --> 00:00:11.000]   ${words}\n`],
  [
    "tokens",
    json,
    JSON.stringify({ text: `<|startoftranscript|><|en|><|0.00|> ${words}<|endoftext|>` }),
  ],
  ["other tokens", json, JSON.stringify({ text: `<s>[_BEG_] ${words}[_TT_550]</s>` })],
  ["silence before", json, JSON.stringify({ text: `[BLANK_AUDIO] ${words} (music)` })],
])("the words of an answer with %s are the caller's", async (_what, type, body) => {
  expect(await reading(type, body)).toMatchObject({ text: words });
});

test("another charset is read as it says", async () => {
  const body = Buffer.from(JSON.stringify({ text: "Grüße von Zoë" }), "latin1");
  expect(await reading("application/json; charset=iso-8859-1", body)).toMatchObject({
    text: "Grüße von Zoë",
  });
});

test.each([
  "",
  " \n",
  "[BLANK_AUDIO]",
  "[ Silence ]",
  "(no speech)",
  "<|endoftext|>",
  "<|en|><|nospeech|>",
  "</s>",
  "*music* \u266A",
  "WEBVTT\n\n",
])("%j is no text", async (text) => {
  expect(await reading(json, JSON.stringify({ text }))).toMatchObject({ text: "" });
  expect(await reading(plain, text)).toMatchObject({ text: "" });
});

const noTranscripts: readonly (readonly [string, string | null, string | Uint8Array])[] = [
  ["cut-off JSON", json, `{"text": "${words.slice(0, 60)}`],
  ["a cut-off string", json, `"${words}`],
  ["a cut-off list", json, `[{"text": "${words}"`],
  ["Python's dictionary", json, `{'text': '${words}'}`],
  ["Python's object", plain, `Transcription(text='${words}')`],
  ["Python's bytes", plain, `b'${words}'`],
  ["lines of JSON", json, `{"text": "Hello"}\n{"text": "this is Mara"}`],
  ["events", "text/event-stream", `data: {"text": "${words}"}\n\ndata: [DONE]\n`],
  ["events that say they are text", plain, `data: {"text": "${words}"}\n\ndata: [DONE]\n`],
  ["named events", plain, `event: message\ndata: ${words}\n`],
  ["a page", "text/html", words],
  ["a page that says it is text", plain, `<!doctype html><p>${words}`],
  ["XML", "application/xml", `<?xml version="1.0"?><text>${words}</text>`],
  ["an error", json, `{"error": {"message": "model not loaded"}}`],
  ["an error and no words", json, `{"text": "", "error": "model not loaded"}`],
  ["an empty object", json, "{}"],
  ["a list", json, JSON.stringify([{ text: words }])],
  ["a list of words", json, JSON.stringify(words.split(" "))],
  ["a number", json, "42"],
  ["null", json, "null"],
  ["true", json, "true"],
  ["a text of another type", json, `{"text": 42}`],
  ["a text in an object", json, JSON.stringify({ text: { text: words } })],
  ["no text", json, `{"text": null}`],
  ["JSON in JSON", json, JSON.stringify({ text: JSON.stringify({ error: "busy" }) })],
  [
    "a gateway's sentence",
    plain,
    "upstream connect error or disconnect/reset before headers. reset reason: connection timeout",
  ],
  ["a server's sentence", plain, "Internal Server Error"],
  ["a server's sentence in JSON", json, `{"text": "Internal Server Error"}`],
  ["a status line", plain, "502 Bad Gateway"],
  ["no upstream", plain, "no healthy upstream"],
  ["a time-out", plain, "Gateway Timeout"],
  ["an exception", plain, "RuntimeError: CUDA out of memory. Tried to allocate 20.00 MiB"],
  ["a trace", plain, 'Traceback (most recent call last):\n  File "server.py", line 1'],
  ["an error's line", plain, "error: failed to process audio"],
  ["a busy model", plain, "The model is currently overloaded."],
  ["a word of a program", plain, "undefined"],
  ["bytes", plain, Buffer.from([0, 1, 2, 3, 0x52, 0x49])],
  [
    "another charset than it says",
    json,
    Buffer.from(JSON.stringify({ text: "Grüße von Zoë" }), "latin1"),
  ],
  ["a charset that is none", "text/plain; charset=klingon", words],
  ["audio", "audio/wav", words],
  ["a hundred thousand letters", json, JSON.stringify({ text: "hello there ".repeat(10_000) })],
  ["five megabytes", json, JSON.stringify({ text: words, more: "x".repeat(5_000_000) })],
];

test.each(noTranscripts)("%s is nobody's words", async (_what, type, body) => {
  const read = await reading(type, body);
  expect(read).toBeInstanceOf(EngineUnavailableError);
  // Nothing of a body is ever in a log.
  expect((read as Error).message).not.toMatch(/Mara|fence|CUDA|upstream|Grü/);
});

test.each([
  ["broken JSON", json, `{"text": "${words.slice(0, 60)}`],
  ["a page", "text/html", `<p>${words}`],
  ["a gateway's sentence", json, `{"text": "upstream connect error"}`],
  ["a list", json, "[]"],
])("OpenAI's engine takes %s for no words either", async (_what, type, body) => {
  const engine = createOpenaiEngine({
    apiKey: "k",
    baseURL: await serving(type, body),
    model: "gpt-transcribe",
  });
  await expect(engine.read(new Float32Array(16_000), {})).rejects.toBeInstanceOf(
    EngineUnavailableError,
  );
});

test.each([
  "The error code is 42 and it says internal server error, please call me.",
  "Data is gone, please ring me back.",
  "Error on my bill, call me.",
  "[door slams] Hello, it's me.",
  "(laughing) Hello, it's me.",
  "I got a bad gateway on your page.",
  "Okay.",
])("%s is what a caller may say", async (text) => {
  expect(await reading(json, JSON.stringify({ text }))).toMatchObject({ text });
});

test("the next engine reads what a server answered with nonsense", async () => {
  const broken = compatibleAt(await serving(json, `{"text": "Hel`));
  const sound = compatibleAt(await serving(json, JSON.stringify({ text: words })));
  const piece = { start: 0, end: 11, speechSeconds: 9, samples: new Float32Array(16_000 * 11) };
  const read = await readPiece(piece, [broken, sound], { doubleCheck: false });
  expect(read.segments.map(({ text }) => text)).toEqual([words]);
});

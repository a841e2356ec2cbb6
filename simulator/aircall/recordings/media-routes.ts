import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance, FastifyReply } from "fastify";
import { edgeError } from "../../http/answers.ts";
import type { Media } from "./media.ts";
import { linkFault, mediaPath, presign } from "./presign.ts";
import type { State } from "../state.ts";

/**
 * The storage host behind links to recordings, in the manner of S3, and the page behind `asset`,
 * which wants a login.
 */
export function installMedia(server: FastifyInstance, state: State): void {
  const recordings = `/media/companies/${state.companyId}/recordings/:file`;
  server.get<{ Params: { file: string } }>(recordings, async (request, reply) => {
    if (request.headers.authorization) {
      return s3Error(reply, 400, "InvalidArgument", "Only one auth mechanism allowed");
    }
    const url = new URL(request.url, state.baseUrl);
    const fault = linkFault(state, url, state.now());
    if (fault === "expired") return s3Error(reply, 403, "AccessDenied", "Request has expired");
    if (fault) return s3Error(reply, 403, "SignatureDoesNotMatch", "The signature does not match");
    const call = [...state.calls.values()].find((one) => mediaPath(state, one) === url.pathname);
    if (!call?.media) return s3Error(reply, 404, "NoSuchKey", "The key does not exist");
    return sendMedia(reply, call.media, request.headers.range);
  });
  server.get<{ Params: { id: string } }>("/short/v1/:id", (request, reply) => {
    const link = state.shortLinks.get(request.params.id);
    const call = link ? state.calls.get(link.callId) : undefined;
    const isGood = link !== undefined && state.now() - link.madeAt < state.settings.shortLinkLifeMs;
    if (!isGood || !call?.media) return edgeError(reply, 404, "Not Found");
    return reply.redirect(presign(state, call, state.now()), 302);
  });
  // A link is signed for one method.
  server.head(recordings, (_request, reply) => reply.code(403).send());
  server.get("/asset/calls/:id/voicemail", (_request, reply) =>
    reply.type("text/html").send("<html><body>Log in to listen</body></html>"),
  );
}

function s3Error(reply: FastifyReply, status: number, code: string, message: string): FastifyReply {
  const xml = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>${message}</Message></Error>`;
  return reply.code(status).type("application/xml").send(xml);
}

const mp3 = "audio/mpeg";

async function sendMedia(
  reply: FastifyReply,
  media: Media,
  range: string | undefined,
): Promise<FastifyReply> {
  switch (media.kind) {
    case "file":
      return sendFile(reply, media.path, media.contentType ?? mp3, range);
    case "bytes":
      return reply.type(media.contentType ?? mp3).send(Buffer.from(media.base64, "base64"));
    case "html":
      return reply.type(mp3).send("<!DOCTYPE html><html><body>Sign in to Aircall</body></html>");
    case "empty":
      return reply.type(mp3).send(Buffer.alloc(0));
    case "stub":
      return reply.type(mp3).send(Buffer.alloc(209, 0x20));
    case "truncated": {
      const { size } = await stat(media.path);
      reply.hijack();
      reply.raw.writeHead(200, { "content-type": mp3, "content-length": size });
      createReadStream(media.path, { end: Math.floor(size / 2) })
        .on("end", () => reply.raw.destroy())
        .pipe(reply.raw, { end: false });
      return reply;
    }
    case "large":
      return reply.type(mp3).send(Readable.from(megabytes(media.megabytes)));
    case "redirect":
      return reply.redirect(media.location, 302);
    case "missing":
      return s3Error(reply, 404, "NoSuchKey", "The key does not exist");
    case "status":
      return s3Error(reply, media.status, "InternalError", "We encountered an internal error");
    case "slow":
      return reply.type(mp3).send(Readable.from(trickle(media.path, media.bytesPerSecond)));
  }
}

async function sendFile(
  reply: FastifyReply,
  path: string,
  type: string,
  range: string | undefined,
): Promise<FastifyReply> {
  const { size } = await stat(path);
  reply.type(type).header("accept-ranges", "bytes");
  const part = parseRange(range, size);
  if (part === null) {
    return reply.header("content-length", size).send(createReadStream(path));
  }
  const { start, end } = part;
  if (start > end) return reply.code(416).header("content-range", `bytes */${size}`).send();
  return reply
    .code(206)
    .header("content-length", end - start + 1)
    .header("content-range", `bytes ${start}-${end}/${size}`)
    .send(createReadStream(path, { start, end }));
}

/** First and last byte of a single range; null for what S3 ignores. */
function parseRange(
  range: string | undefined,
  size: number,
): { readonly start: number; readonly end: number } | null {
  const [, first = "", last = ""] = /^bytes=(\d*)-(\d*)$/.exec(range ?? "") ?? [];
  if (first === "" && last === "") return null;
  if (first === "") return { start: Math.max(0, size - Number(last)), end: size - 1 };
  return { start: Number(first), end: last === "" ? size - 1 : Math.min(Number(last), size - 1) };
}

/** Frames that look like mp3 at first, then nothing. */
function* megabytes(count: number): Generator<Buffer> {
  const block = Buffer.alloc(1024 * 1024, 0x55);
  block.write("ID3");
  for (let index = 0; index < count; index++) yield block;
}

async function* trickle(path: string, bytesPerSecond: number): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(path, { highWaterMark: bytesPerSecond })) {
    yield Buffer.from(chunk);
    await delay(1_000);
  }
}

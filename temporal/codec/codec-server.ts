import { cannotListen } from "../../platform/process/cannot-listen.ts";
import { isSameSecret } from "../../platform/process/same-secret.ts";
import { fastify, type FastifyReply, type FastifyRequest } from "fastify";
import { z } from "zod";
import type { PayloadCodec } from "./payload-codec.ts";

export interface CodecServerOptions {
  readonly codec: PayloadCodec;
  /**
   * What a reader must show: as `Authorization: Bearer ...`, or as the path's beginning,
   * `/<token>/decode`: a Web UI without a login has no token of its own to pass on.
   */
  readonly token: string;
  /** The Web UI's address, which its browser names: others are not let in. */
  readonly origins: readonly string[];
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
}

export interface CodecServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Payloads as JSON: bytes in base64 (Temporal's remote codec protocol). */
const bodySchema = z.object({
  payloads: z.array(
    z.object({
      metadata: z.record(z.string(), z.string()).default({}),
      data: z.string().default(""),
    }),
  ),
});

/** As much as a page of history. */
const bodyLimit = 16 * 1024 * 1024;

/**
 * Decrypts payloads for those of Temporal's Web UI and CLI who know the token, at `POST /decode` and
 * `POST /encode`, until it is closed.
 */
export async function createCodecServer(options: CodecServerOptions): Promise<CodecServer> {
  const { codec, token, origins, host, port } = options;
  const server = fastify({ bodyLimit });
  server.addHook("onRequest", async (request, reply) => {
    const { origin } = request.headers;
    if (origin !== undefined && origins.includes(origin)) {
      void reply.headers({
        "access-control-allow-origin": origin,
        "access-control-allow-methods": "POST",
        "access-control-allow-headers":
          "authorization, content-type, x-namespace, authorization-extras",
        "access-control-allow-credentials": "true",
        vary: "origin",
      });
    }
    if (request.method === "OPTIONS") return reply.code(204).send();
    const [, first = ""] = request.url.split("/");
    const { authorization } = request.headers;
    const allowed =
      authorization === undefined
        ? isSameSecret(first, encodeURIComponent(token))
        : isSameSecret(authorization, `Bearer ${token}`);
    if (!allowed) {
      return reply.code(401).send({ error: "not allowed: the codec's token is asked for" });
    }
  });
  server.options("/*", (_, reply) => reply.code(204).send());
  const answer =
    (way: "encode" | "decode") => async (request: FastifyRequest, reply: FastifyReply) => {
      const body = bodySchema.safeParse(request.body);
      if (!body.success) return reply.code(400).send({ error: "expected {payloads: [...]}" });
      const payloads = body.data.payloads.map(({ metadata, data }) => ({
        metadata: Object.fromEntries(
          Object.entries(metadata).map(([name, value]) => [name, Buffer.from(value, "base64")]),
        ),
        data: Buffer.from(data, "base64"),
      }));
      try {
        return { payloads: (await codec[way](payloads)).map(toJson) };
      } catch (error) {
        return reply.code(400).send({ error: error instanceof Error ? error.message : "unknown" });
      }
    };
  for (const way of ["encode", "decode"] as const) {
    server.post(`/${way}`, answer(way));
    server.post(`/:token/${way}`, answer(way));
  }
  // The framework names the loopback address where it listens on all.
  const place = { host, port, hostVariable: "CODEC_HOST", portVariable: "--port" };
  const listening = await server.listen({ host, port }).catch((error: unknown) => {
    throw cannotListen(place, error);
  });
  const { port: taken } = new URL(listening);
  const shown = host.includes(":") ? `[${host}]` : host;
  return { url: `http://${shown}:${taken}`, close: () => server.close() };
}

type Payload = Awaited<ReturnType<PayloadCodec["decode"]>>[number];

function toJson({ metadata, data }: Payload): object {
  return {
    metadata: Object.fromEntries(
      Object.entries(metadata ?? {}).map(([name, value]) => [name, base64(value)]),
    ),
    data: base64(data ?? new Uint8Array()),
  };
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

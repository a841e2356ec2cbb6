import { fastify, type FastifyInstance, type FastifyReply, type FastifyRequest } from "fastify";
import { cannotListen } from "../../platform/process/cannot-listen.ts";
import { connectionBound } from "./connection-bound.ts";
import { readEvent } from "./read-event.ts";
import type { Spool, SpoolRecord } from "./spool.ts";
import { webhookPath } from "./webhook-url.ts";

/** How the parts that a voicemail needs are doing. `null`: this process does not know. */
export interface Readiness {
  readonly ready: boolean;
  readonly spool: boolean;
  readonly temporal: boolean | null;
  /** Whether every account's credential works, as far as this process knows. */
  readonly aircall: boolean | null;
  /** The same of each, where there are several. */
  readonly accounts?: Readonly<Record<string, boolean | null>>;
}

export interface ReceiverOptions {
  readonly host: string;
  /** 0 takes a free port. */
  readonly port: number;
  /**
   * Tokens of an account's webhooks, several while rotating; undefined for an account that is not
   * ours.
   */
  readonly tokensOf: (account: string) => readonly string[] | undefined;
  /** The account of the path without a name; null for none. */
  readonly defaultAccount: () => string | null;
  /** Whether news of Aircall's own transcripts is taken. (Default: false) */
  readonly transcripts?: boolean;
  readonly spool: Spool;
  /** An event is safe in the spool and answered for. */
  readonly onAccepted: (name: string, record: SpoolRecord) => void;
  /** An authentic event without a usable call id: Aircall changed, or somebody plays. */
  readonly onRejected: (account: string) => void;
  readonly onSpoolFailure: (error: unknown) => void;
  /**
   * Aircall says that an account's company has removed us. Rejects when it cannot be kept: Aircall tells again.
   *
   * @param at when, milliseconds since the epoch; null where Aircall does not say
   */
  readonly onRemoved?: (account: string, at: number | null) => Promise<void>;
  /** Other routes of this process's one server. */
  readonly routes?: (server: FastifyInstance) => Promise<void>;
  /** Called for each webhook request when it was answered, whatever came. */
  readonly onAnswered?: (status: number, seconds: number) => void;
  readonly readiness: () => Promise<Omit<Readiness, "ready" | "spool">>;
  /** A request must be there in whole within this time, its head in half of it, milliseconds. (Default: 10,000) */
  readonly requestTimeoutMs?: number;
  /** Connections at once; more are closed as they come. (Default: `connectionBound()`) */
  readonly mostConnections?: number;
}

export interface Receiver {
  /** `http://host:port` */
  readonly url: string;
  /** Stops listening; requests under way are answered. */
  readonly close: () => Promise<void>;
}

/** Aircall's bodies are a few kilobytes. What is larger is not read to its end, and nothing of it is parsed. */
const maxBodyBytes = 64 * 1024;

/** So long what `/readyz` has seen is told again: each look writes and syncs a file. */
const readinessHoldsMs = 500;

/**
 * Takes Aircall's webhooks: token, spool with fsync, 200, then the start. Whether Temporal is up
 * plays no part in the answer; Aircall disables a webhook that keeps answering otherwise.
 *
 * @throws Error when it cannot listen there
 */
export async function createReceiver(options: ReceiverOptions): Promise<Receiver> {
  const { host, port, tokensOf, defaultAccount, spool, requestTimeoutMs = 10_000 } = options;
  const { transcripts = false, mostConnections = connectionBound() } = options;
  const server = fastify({
    bodyLimit: maxBodyBytes,
    logger: false,
    // A slow or silent client must not hold a connection; Aircall itself gives up after 5 s. Node looks
    // for such clients only every 30 s by itself, and lets one that has had an answer wait longer.
    requestTimeout: requestTimeoutMs,
    connectionTimeout: requestTimeoutMs * 1.5,
    keepAliveTimeout: requestTimeoutMs / 2,
    http: {
      headersTimeout: requestTimeoutMs / 2,
      connectionsCheckingInterval: Math.min(1_000, requestTimeoutMs / 2),
    },
    forceCloseConnections: "idle",
  });
  // A process without a descriptor left can neither write the spool nor start a workflow.
  server.server.maxConnections = mostConnections;
  // Any content type: what matters is the token in the body.
  server.removeAllContentTypeParsers();
  server.addContentTypeParser("*", { parseAs: "string" }, (_request, body, done) => {
    done(null, body);
  });

  const receive = async (
    account: string | null,
    body: unknown,
    reply: FastifyReply,
  ): Promise<void> => {
    const known = account === null ? undefined : tokensOf(account);
    if (account === null || !known) return answer(reply, 404, "unknown account");
    const event = readEvent(typeof body === "string" ? body : "", known, { transcripts });
    switch (event.kind) {
      case "not-json":
        return answer(reply, 400, "the body is not JSON");
      case "too-deep":
        return answer(reply, 400, "the body is nested more deeply than Aircall's ever are");
      case "wrong-token":
        return answer(reply, 401, "wrong token");
      case "ignored":
        return answer(reply, 200, "ignored");
      case "removed":
        return remove(account, event.at, reply);
      case "rejected":
        options.onRejected(account);
        return answer(reply, 200, "rejected");
      case "voicemail":
      case "transcript": {
        const { callId, event: name } = event;
        await accept({ account, callId, event: name, acceptedAt: Date.now() }, reply);
      }
    }
  };

  const remove = async (account: string, at: number | null, reply: FastifyReply): Promise<void> => {
    try {
      await options.onRemoved?.(account, at);
      answer(reply, 200, options.onRemoved ? "accepted" : "ignored");
    } catch {
      answer(reply, 503, "the removal could not be kept, send it again");
    }
  };

  const accept = async (record: SpoolRecord, reply: FastifyReply): Promise<void> => {
    try {
      const name = await spool.put(record);
      answer(reply, 200, "accepted");
      options.onAccepted(name, record);
    } catch (error) {
      options.onSpoolFailure(error);
      answer(reply, 503, "the webhook could not be stored, send it again");
    }
  };

  server.addHook("onResponse", (request, { statusCode, elapsedTime }, done) => {
    if (request.method === "POST") options.onAnswered?.(statusCode, elapsedTime / 1_000);
    done();
  });
  server.post(webhookPath, (request, reply) => receive(defaultAccount(), request.body, reply));
  server.post<{ Params: { account: string } }>(`${webhookPath}/:account`, (request, reply) =>
    receive(request.params.account, request.body, reply),
  );
  await options.routes?.(server);
  server.get("/healthz", () => ({ ok: true }));
  const look = holding(readinessHoldsMs, async (): Promise<Readiness> => {
    const [writable, others] = await Promise.all([spool.isWritable(), options.readiness()]);
    return { ready: writable, spool: writable, ...others };
  });
  server.get("/readyz", async (request, reply) => {
    const { ready, ...parts } = await look();
    return reply
      .code(ready ? 200 : 503)
      .send(isForwarded(request) ? { ready } : { ready, ...parts });
  });

  const place = { host, port, hostVariable: "WEBHOOK_HOST", portVariable: "WEBHOOK_PORT" };
  const url = await server.listen({ host, port }).catch((error: unknown) => {
    throw cannotListen(place, error);
  });
  return { url, close: () => server.close() };
}

/** Whether a proxy or a tunnel stands between: who comes from outside is not told how the credential is. */
function isForwarded({ headers }: FastifyRequest): boolean {
  return ["forwarded", "x-forwarded-for", "cf-connecting-ip"].some((name) => name in headers);
}

/** Lets all who ask within a time share one look. */
function holding<T>(ms: number, look: () => Promise<T>): () => Promise<T> {
  let latest: { readonly until: number; readonly seen: Promise<T> } | null = null;
  return () => {
    if (latest === null || performance.now() > latest.until) {
      latest = { until: performance.now() + ms, seen: look() };
    }
    return latest.seen;
  };
}

function answer(reply: FastifyReply, status: number, result: string): void {
  void reply.code(status).send({ result });
}

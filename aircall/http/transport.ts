import { Agent, request, type Dispatcher } from "undici";
import { z } from "zod";
import type { Credential, Disconnected } from "../../domain/account/credential.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { createCredentialGate } from "./credential-gate.ts";
import {
  AircallHttpError,
  AircallNoAnswerError,
  AircallNotSentError,
  AircallResponseError,
} from "./errors.ts";
import type { Pacer } from "./pacer.ts";
import { retryAfterReset } from "./rate-limit-reset.ts";
import { createUnderWay } from "./under-way.ts";

export interface TransportOptions {
  readonly baseUrl: string;
  readonly credential: Credential | Disconnected;
  readonly pacer: Pacer;
  /** Called when Aircall first takes or refuses the credential, and when that changes. */
  readonly onCredential?: (accepted: boolean) => void;
  /** Called for each answer, also a refusal. */
  readonly onAnswer?: (facts: AnswerFacts) => void;
  /** Called for each request that was sent, with the status of its answer, null when none came. */
  readonly onSent?: (status: number | null) => void;
  /** From the first byte sent to the last byte read. (Default: 10 s) */
  readonly timeoutMs?: number;
}

/** What an answer's headers say beside its body. */
export interface AnswerFacts {
  /**
   * Aircall's clock, milliseconds since the epoch, to the second; null when the header is missing.
   */
  readonly date: number | null;
  /** The account's requests a minute; null when the header is missing. */
  readonly limit: number | null;
}

/** What bounds a request, whatever it asks for. */
export interface Limits {
  readonly signal?: AbortSignal;
  /** Do not send after this moment, milliseconds since the epoch. */
  readonly notAfter?: number;
  /** When somebody said that a refused credential is good again, milliseconds since the epoch. */
  readonly resumedAt?: number;
}

export interface SendOptions extends Limits {
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /**
   * Send on a connection of its own: a kept one that dies under a write leaves its effect unknown.
   */
  readonly ownConnection?: boolean;
  /** A 403 may mean that the account has not bought this: it is no word on the credential. */
  readonly mayBeForbidden?: boolean;
}

/** Sends one request and parses its answer. Retries nothing: Temporal does. */
export type Send = <Answer>(
  method: "GET" | "POST" | "PUT" | "DELETE",
  path: string,
  answer: z.ZodType<Answer>,
  options?: SendOptions,
) => Promise<Answer>;

/** Answers are small; more than this is not Aircall. */
const maxAnswerBytes = 16 * 1024 * 1024;

/**
 * @throws AircallNotSentError, AircallNoAnswerError, AircallHttpError, AircallResponseError
 */
export function createTransport(options: TransportOptions): {
  send: Send;
  /** Resolves when a request may leave; sends none. */
  permit: (limits?: Pick<Limits, "signal" | "notAfter">) => Promise<void>;
  /** Resolves when what was under way has ended. */
  close: () => Promise<void>;
} {
  const { baseUrl, pacer, timeoutMs = 10_000 } = options;
  const kept = new Agent({ connect: { timeout: 5_000 }, maxResponseSize: maxAnswerBytes });
  const single = new Agent({
    connect: { timeout: 5_000 },
    maxResponseSize: maxAnswerBytes,
    pipelining: 0,
  });
  const authorization =
    "disconnected" in options.credential ? null : authorizationOf(options.credential);
  const gate = createCredentialGate({ onChange: options.onCredential });

  const permitFor = async (
    what: string,
    { signal, notAfter = Infinity }: Pick<Limits, "signal" | "notAfter">,
  ): Promise<void> => {
    const blockedMs = pacer.blockedMs();
    if (blockedMs > 0) throw new AircallNotSentError(what, "limited", blockedMs);
    await pacer.permit(signal);
    if (Date.now() > notAfter) throw new AircallNotSentError(what, "late");
  };

  const send: Send = async (method, path, answer, sendOptions = {}) => {
    const {
      query,
      body,
      signal,
      resumedAt,
      ownConnection = false,
      mayBeForbidden = false,
    } = sendOptions;
    const what = `${method} ${path}`;
    await permitFor(what, sendOptions);
    if (authorization === null || !gate.enter(resumedAt)) {
      throw new AircallNotSentError(what, "refused");
    }

    const url = new URL(path, baseUrl);
    for (const [key, value] of Object.entries(query ?? {})) url.searchParams.set(key, value);
    const deadline = AbortSignal.timeout(timeoutMs);
    const sentAt = performance.now();
    const sinceSentMs = (): number => Math.round(performance.now() - sentAt);
    let status: number;
    let headers: Dispatcher.ResponseData["headers"];
    let text: string;
    try {
      const response = await request(url, {
        method,
        dispatcher: ownConnection ? single : kept,
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
        headers: { authorization, accept: "application/json", "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      status = response.statusCode;
      ({ headers } = response);
      text = await response.body.text();
    } catch (error) {
      gate.leave(null);
      if (signal?.aborted) throw error;
      if (neverSent(error)) throw new AircallNotSentError(what, "unreachable", null, error);
      options.onSent?.(null);
      throw new AircallNoAnswerError(what, error, sinceSentMs());
    }
    options.onSent?.(status);
    gate.leave(mayBeForbidden && status === 403 ? null : status !== 401 && status !== 403);
    options.onAnswer?.(factsIn(headers));
    if (status < 200 || status > 299) {
      throw httpError({ what, status, headers, text, pacer, sinceSentMs: sinceSentMs() });
    }
    return parse(what, text, answer);
  };

  const underWay = createUnderWay();
  return {
    send: (method, path, answer, sendOptions) =>
      underWay.within(() => send(method, path, answer, sendOptions)),
    permit: (limits = {}) => underWay.within(() => permitFor("a permit", limits)),
    close: async () => {
      // One that waits for its permit has not reached an agent yet, and must find it open.
      await underWay.ended();
      await Promise.all([kept.close(), single.close()]);
    },
  };
}

function factsIn(headers: Dispatcher.ResponseData["headers"]): AnswerFacts {
  const { date, "x-aircallapi-limit": limit } = headers;
  const at = typeof date === "string" ? Date.parse(date) : Number.NaN;
  const perMinute = typeof limit === "string" ? Number(limit) : Number.NaN;
  return {
    date: Number.isNaN(at) ? null : at,
    limit: perMinute > 0 ? perMinute : null,
  };
}

/** The `Authorization` header of a credential. */
export function authorizationOf(credential: Credential): string {
  return "accessToken" in credential
    ? `Bearer ${credential.accessToken}`
    : `Basic ${Buffer.from(`${credential.apiId}:${credential.apiToken}`).toString("base64")}`;
}

/** Errors of setting up a connection: after any other one Aircall may have seen the request. */
const connectErrors = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EHOSTDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "ERR_TLS_CERT_ALTNAME_INVALID",
]);

function neverSent(error: unknown): boolean {
  // Several addresses tried at once fail as an AggregateError.
  if (error instanceof AggregateError) return error.errors.every(neverSent);
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  return code !== undefined && connectErrors.has(code);
}

function httpError(refused: {
  readonly what: string;
  readonly status: number;
  readonly headers: Dispatcher.ResponseData["headers"];
  readonly text: string;
  readonly pacer: Pacer;
  readonly sinceSentMs: number;
}): AircallHttpError {
  const { what, status, headers, text, pacer, sinceSentMs } = refused;
  if (status !== 429) {
    return new AircallHttpError(what, status, null, explanationIn(text), sinceSentMs);
  }
  const reset = headers["x-aircallapi-reset"];
  const retryAfterMs = retryAfterReset(typeof reset === "string" ? reset : null, Date.now());
  pacer.block(retryAfterMs);
  return new AircallHttpError(what, status, retryAfterMs, null, sinceSentMs);
}

/** Aircall's two tiers of errors: `{message}` at the edge, `{error, troubleshoot}` behind it. */
const errorBody = z
  .object({ troubleshoot: z.string(), error: z.string(), message: z.string() })
  .partial();

function explanationIn(text: string): string | null {
  const { data } = errorBody.safeParse(parseJson(text));
  return (data?.troubleshoot ?? data?.error ?? data?.message)?.slice(0, 200) ?? null;
}

function parse<Answer>(what: string, text: string, answer: z.ZodType<Answer>): Answer {
  const parsed = answer.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new AircallResponseError(
    what,
    parsed.error.issues.map(({ path }) => path.join(".")),
  );
}

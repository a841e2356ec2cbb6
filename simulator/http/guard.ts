import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { appError, edgeError, reasonFor } from "./answers.ts";
import { isDead, type Grant, type Installation } from "../aircall/oauth/installation.ts";
import type { State } from "../aircall/state.ts";

/** What stands before every route of the API: the edge's headers, the credential, the rate limit. */
export function installGuard(server: FastifyInstance, state: State): void {
  server.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "apigw-requestid": randomUUID(),
      "x-cache": "Miss from simulator",
      via: "1.1 simulator",
      "x-amz-cf-pop": "SIM1",
      "x-amz-cf-id": randomUUID(),
    });
    const refused = checkCredential(state, request, reply);
    if (refused) return refused;
    return checkRate(state, reply);
  });
  // Documented: writes say that they are JSON. What happens to those that do not is not.
  server.addHook("preParsing", async (request, reply, payload) => {
    const isJson = request.headers["content-type"]?.startsWith("application/json") ?? false;
    if (request.method !== "GET" && !isJson && state.settings.requireContentType) {
      await appError(reply, 400, "Content-Type must be application/json");
    }
    return payload;
  });
}

const grants = new WeakMap<object, Grant>();

/** The installation for which a request is made; null when it carries a key of the company's own. */
export function installationOf(request: FastifyRequest): Installation | null {
  return grants.get(request)?.installation ?? null;
}

/** `Authorization` with a company's key. */
export function basicOf({ apiId, apiToken }: State): string {
  return `Basic ${Buffer.from(`${apiId}:${apiToken}`).toString("base64")}`;
}

/** What a bearer token of the company stands for, dead or alive. */
export function grantBehind(state: State, authorization: string): Grant | undefined {
  return authorization.startsWith("Bearer ") ? state.grants.get(authorization.slice(7)) : undefined;
}

/**
 * As measured: 401 without a credential, 403 with a wrong or malformed one. With what a token past
 * its life is refused nobody knows, since Aircall's have no end.
 */
function checkCredential(
  state: State,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply | undefined {
  const header = request.headers.authorization;
  if (!header) return edgeError(reply, 401, "Unauthorized");
  const { credentialRevoked, expiredTokenStatus } = state.settings;
  if (credentialRevoked) return edgeError(reply, 403, "Forbidden");
  if (header === basicOf(state)) return undefined;
  const grant = grantBehind(state, header);
  if (!grant || isDead(grant)) return edgeError(reply, 403, "Forbidden");
  if (grant.expiresAt !== null && state.now() >= grant.expiresAt) {
    return edgeError(reply, expiredTokenStatus, reasonFor(expiredTokenStatus));
  }
  grants.set(request, grant);
  return undefined;
}

const windowMs = 60_000;

/** Fixed windows of a minute, one budget a company. */
function checkRate(state: State, reply: FastifyReply): FastifyReply | undefined {
  const { requestsPerMinute, resetHeader, limitHeadersAlways } = state.settings;
  const window = Math.floor(state.now() / windowMs);
  const used = useOne(state, window);
  const over = used > requestsPerMinute;
  if (over || limitHeadersAlways) {
    reply.header("X-AircallApi-Limit", String(requestsPerMinute));
    reply.header("X-AircallApi-Remaining", String(Math.max(0, requestsPerMinute - used)));
    const resetMs = (window + 1) * windowMs;
    if (resetHeader !== "none") {
      const reset = resetHeader === "seconds" ? resetMs / 1_000 : resetMs;
      reply.header("X-AircallApi-Reset", String(reset));
    }
  }
  return over ? refuse(state, reply, (window + 1) * windowMs - state.now()) : undefined;
}

function refuse(state: State, reply: FastifyReply, waitMs: number): FastifyReply {
  const { limitBody, retryAfterHeader } = state.settings;
  if (retryAfterHeader) reply.header("Retry-After", String(Math.ceil(waitMs / 1_000)));
  return limitBody === "edge"
    ? edgeError(reply, 429, "Too Many Requests")
    : appError(reply, 429, "You have reached your rate limit");
}

const windows = new WeakMap<State, { window: number; used: number }>();

function useOne(state: State, window: number): number {
  const before = windows.get(state);
  const used = before?.window === window ? before.used + 1 : 1;
  windows.set(state, { window, used });
  return used;
}

import { randomBytes, randomUUID } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { appError, sendJson } from "../http/answers.ts";
import type { State } from "./state.ts";

const authorization = z.object({
  client_id: z.string().min(1),
  redirect_uri: z.url(),
  response_type: z.literal("code"),
  scope: z.literal("public_api"),
  state: z.string().optional(),
});
const exchange = z.object({
  grant_type: z.literal("authorization_code"),
  code: z.string(),
  redirect_uri: z.string(),
  client_id: z.string().min(1),
  client_secret: z.string().min(1),
});

/** A code lives ten minutes and works once. */
const codeLifeMs = 600_000;

/** Technology partners' OAuth, without the consent page. Any client will do; the access token never expires. */
export function installOauth(server: FastifyInstance, state: State): void {
  const codes = new Map<string, { readonly redirectUri: string; readonly madeAt: number }>();
  server.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => {
      done(null, Object.fromEntries(new URLSearchParams(String(body))));
    },
  );

  server.get("/oauth/authorize", (request, reply) => {
    const query = authorization.safeParse(request.query);
    if (!query.success) return appError(reply, 400, "invalid_request");
    const { redirect_uri: redirectUri, state: given } = query.data;
    const code = randomBytes(16).toString("hex");
    codes.set(code, { redirectUri, madeAt: Date.now() });
    const target = new URL(redirectUri);
    target.searchParams.set("code", code);
    if (given !== undefined) target.searchParams.set("state", given);
    return reply.redirect(target.href, 302);
  });
  server.post("/v1/oauth/token", (request, reply) => {
    const body = exchange.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "invalid_request");
    const code = codes.get(body.data.code);
    codes.delete(body.data.code);
    const isGood =
      code?.redirectUri === body.data.redirect_uri && Date.now() - code.madeAt < codeLifeMs;
    if (!isGood) return sendJson(reply, 401, { error: "invalid_grant" });
    const token = randomUUID();
    state.accessTokens.add(token);
    const created_at = Math.floor(Date.now() / 1_000);
    return sendJson(reply, 200, { access_token: token, token_type: "Bearer", created_at });
  });
}

import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { sendJson } from "../../http/answers.ts";
import type { State } from "../state.ts";
import { isKnown } from "./clients.ts";
import { takeCode } from "./codes.ts";
import { install, issueToken } from "./install.ts";
import type { OAuthParts } from "./oauth-parts.ts";

const client = { client_id: z.string().min(1), client_secret: z.string().min(1) };
const exchange = z.object({
  grant_type: z.literal("authorization_code"),
  code: z.string(),
  redirect_uri: z.string(),
  ...client,
});
const renewal = z.object({
  grant_type: z.literal("refresh_token"),
  refresh_token: z.string(),
  ...client,
});
const anyGrant = z.object({ grant_type: z.string() });

/** Where a code, and a refresh token where they are switched on, becomes an access token. */
export function installTokenRoutes(
  server: FastifyInstance,
  { companies, clients, codes }: OAuthParts,
): void {
  server.post("/v1/oauth/token", (request, reply) => {
    const grant = anyGrant.safeParse(request.body);
    if (!grant.success) return refuse(reply, "invalid_request");
    const byCode = exchange.safeParse(request.body);
    const byRefresh = renewal.safeParse(request.body);
    const asked = byCode.data ?? byRefresh.data;
    if (!asked) {
      const isMeant = ["authorization_code", "refresh_token"].includes(grant.data.grant_type);
      return refuse(reply, isMeant ? "invalid_request" : "unsupported_grant_type");
    }
    if (!isKnown(clients, asked.client_id, asked.client_secret)) {
      return refuse(reply, "invalid_client");
    }
    if (asked.grant_type === "refresh_token") {
      return renew(reply, companies(), asked.refresh_token, asked.client_id);
    }
    const code = takeCode(codes, asked);
    if (!code) return refuse(reply, "invalid_grant");
    const { company, clientId, numberIds } = code;
    return sendJson(reply, 200, issueToken(company, install(company, clientId, numberIds)));
  });
}

/** Whose it is, the token itself says. */
function renew(
  reply: FastifyReply,
  companies: readonly State[],
  refreshToken: string,
  clientId: string,
): FastifyReply {
  const company = companies.find((one) => one.refreshTokens.has(refreshToken));
  const installation = company?.refreshTokens.get(refreshToken);
  if (!company || installation?.clientId !== clientId) return refuse(reply, "invalid_grant");
  if (!company.settings.refreshTokensRotate) {
    return sendJson(reply, 200, issueToken(company, installation, refreshToken));
  }
  company.refreshTokens.delete(refreshToken);
  return sendJson(reply, 200, issueToken(company, installation));
}

/** As Aircall's own tests have it: 400, and one word of the standard. */
function refuse(reply: FastifyReply, error: string): FastifyReply {
  return sendJson(reply, 400, { error });
}

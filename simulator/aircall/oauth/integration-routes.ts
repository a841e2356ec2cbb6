import type { FastifyInstance, FastifyReply } from "fastify";
import { appError, sendJson } from "../../http/answers.ts";
import { installationOf } from "../../http/guard.ts";
import type { State } from "../state.ts";
import { integrationPayload } from "./install.ts";
import type { Installation } from "./installation.ts";

/** The integration that a token acts for. A key of the company may read it, and has none to switch. */
export function installIntegrationRoutes(server: FastifyInstance, state: State): void {
  const answer = (reply: FastifyReply, installation: Installation | null): FastifyReply =>
    sendJson(reply, 200, { integration: integrationPayload(state, installation) });

  server.get("/v1/integrations/me", (request, reply) => answer(reply, installationOf(request)));
  for (const action of ["enable", "disable"] as const) {
    server.post(`/v1/integrations/${action}`, (request, reply) => {
      const installation = installationOf(request);
      if (!installation) return appError(reply, 400, "Only an OAuth integration can be switched");
      installation.active = action === "enable";
      return answer(reply, installation);
    });
  }
}

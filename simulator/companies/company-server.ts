import type { FastifyInstance } from "fastify";
import { installAi } from "../aircall/calls/ai-routes.ts";
import { installCallActions } from "../aircall/calls/call-action-routes.ts";
import { installCallRoutes } from "../aircall/calls/call-routes.ts";
import { installContactRoutes } from "../aircall/contacts/contact-routes.ts";
import { installDirectoryRoutes } from "../aircall/numbers/number-routes.ts";
import { installIntegrationRoutes } from "../aircall/oauth/integration-routes.ts";
import { installMedia } from "../aircall/recordings/media-routes.ts";
import type { State } from "../aircall/state.ts";
import { installTagRoutes } from "../aircall/tags/tag-routes.ts";
import { installTeamRoutes } from "../aircall/teams/team-routes.ts";
import { installUserRoutes } from "../aircall/users/user-routes.ts";
import { installWebhookRoutes } from "../aircall/webhooks/webhook-routes.ts";
import { installControl } from "../control-routes.ts";
import { edgeError } from "../http/answers.ts";
import { installFaults } from "../http/faults.ts";
import { installGuard } from "../http/guard.ts";
import { createJsonServer } from "../http/json-server.ts";
import { installRequestLog } from "../http/request-log.ts";

/** Everything that one company answers. It listens nowhere: requests are handed to it once it is ready. */
export function createCompanyServer(state: State): FastifyInstance {
  const server = createJsonServer();
  installRequestLog(server, state);
  installFaults(server, state);
  void server.register((api: FastifyInstance, _options, done) => {
    installGuard(api, state);
    installCallRoutes(api, state);
    installCallActions(api, state);
    installAi(api, state);
    installTagRoutes(api, state);
    installWebhookRoutes(api, state);
    installDirectoryRoutes(api, state);
    installIntegrationRoutes(api, state);
    installUserRoutes(api, state);
    installTeamRoutes(api, state);
    installContactRoutes(api, state);
    done();
  });
  installMedia(server, state);
  installControl(server, state);
  server.setNotFoundHandler((_request, reply) => edgeError(reply, 404, "Not Found"));
  return server;
}

import { setMaxListeners } from "node:events";
import { fastify, type FastifyInstance } from "fastify";
import { appError, edgeError } from "./http/answers.ts";
import { installAi } from "./aircall/calls/ai-routes.ts";
import { installCallActions } from "./aircall/calls/call-action-routes.ts";
import { installCallRoutes } from "./aircall/calls/call-routes.ts";
import { installContactRoutes } from "./aircall/contacts/contact-routes.ts";
import { installControl } from "./control-routes.ts";
import { installDirectoryRoutes } from "./aircall/numbers/number-routes.ts";
import { installFaults } from "./http/faults.ts";
import { installGuard } from "./http/guard.ts";
import { installMedia } from "./aircall/recordings/media-routes.ts";
import { installOauth } from "./aircall/oauth-routes.ts";
import { installRequestLog } from "./http/request-log.ts";
import type { Settings } from "./settings.ts";
import { createState, type Credentials } from "./aircall/state.ts";
import { installTagRoutes } from "./aircall/tags/tag-routes.ts";
import { installTeamRoutes } from "./aircall/teams/team-routes.ts";
import { installUserRoutes } from "./aircall/users/user-routes.ts";
import { installWebhookRoutes } from "./aircall/webhooks/webhook-routes.ts";

export interface SimulatorOptions extends Credentials {
  readonly host?: string;
  /** 0 takes a free port. (Default: 0) */
  readonly port?: number;
  /** Origin in every link that an answer carries, when clients reach the simulator by another name. */
  readonly publicUrl?: string | undefined;
  readonly settings?: Partial<Settings>;
}

/** A simulator that listens, and what a client needs to ask it. */
export interface Simulator {
  /** `http://host:port` */
  readonly url: string;
  readonly apiId: string;
  readonly apiToken: string;
  readonly accessToken: string;
  readonly close: () => Promise<void>;
}

/** A fake Aircall on a port of this machine: strict where Aircall is strict. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = "127.0.0.1", port = 0, settings = {} } = options;
  const closing = new AbortController();
  // Every event under way waits with this signal.
  setMaxListeners(0, closing.signal);
  const state = createState(options, settings, closing.signal);
  const server = fastify({ logger: false, forceCloseConnections: true, exposeHeadRoutes: false });
  // A DELETE says application/json and has no body.
  server.removeContentTypeParser("application/json");
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? undefined : JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error("The body is not JSON"), { statusCode: 400 }));
    }
  });
  server.setErrorHandler((error, _request, reply) => {
    const { statusCode, message } = toFault(error);
    return appError(reply, statusCode, message);
  });

  installRequestLog(server, state);
  installFaults(server, state);
  await server.register((api: FastifyInstance, _options, done) => {
    installGuard(api, state);
    installCallRoutes(api, state);
    installCallActions(api, state);
    installAi(api, state);
    installTagRoutes(api, state);
    installWebhookRoutes(api, state);
    installDirectoryRoutes(api, state);
    installUserRoutes(api, state);
    installTeamRoutes(api, state);
    installContactRoutes(api, state);
    done();
  });
  installMedia(server, state);
  installOauth(server, state);
  installControl(server, state);
  server.setNotFoundHandler((_request, reply) => edgeError(reply, 404, "Not Found"));

  const address = await server.listen({ host, port });
  state.baseUrl = options.publicUrl ?? address;
  const [accessToken = ""] = state.accessTokens;
  return {
    url: address,
    apiId: state.apiId,
    apiToken: state.apiToken,
    accessToken,
    close: () => {
      closing.abort();
      return server.close();
    },
  };
}

function toFault(error: unknown): { statusCode: number; message: string } {
  if (!(error instanceof Error)) return { statusCode: 500, message: "unknown error" };
  const { statusCode } = error as Error & { statusCode?: number };
  // A body that a control route cannot read: say what is wrong with it.
  if (error.name === "ZodError") return { statusCode: 400, message: error.message };
  return { statusCode: statusCode ?? 500, message: error.message };
}

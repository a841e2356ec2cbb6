import type { FastifyInstance } from "fastify";
import type { State } from "../state.ts";
import { removeInstallation } from "./install.ts";
import { isDead, type Installation } from "./installation.ts";

type ClientRoute = { Params: { clientId: string } };

/** What a customer sees of its applications in the Dashboard, where one is removed. */
export function installInstallationControl(server: FastifyInstance, state: State): void {
  server.get("/_simulator/installations", () =>
    [...state.installations.values()].map((one) => shown(state, one)),
  );
  server.delete<ClientRoute>("/_simulator/installations/:clientId", (request) => {
    const installation = state.installations.get(request.params.clientId);
    if (!installation) throw Object.assign(new Error("not installed"), { statusCode: 404 });
    removeInstallation(state, installation);
    return { deleted: true };
  });
}

function shown(state: State, installation: Installation): object {
  const { clientId, numberIds, active } = installation;
  const tokens = [...state.grants].filter(
    ([, grant]) => grant.installation === installation && !isDead(grant),
  );
  return { clientId, numberIds, active, accessTokens: tokens.map(([token]) => token) };
}

import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { appError, sendJson, unknownId } from "../../http/answers.ts";
import { userPayload } from "../users/user.ts";
import { sendPage } from "../../http/pagination.ts";
import type { Team } from "./team.ts";
import type { State } from "../state.ts";

type IdRoute = { Params: { id: string } };
type MemberRoute = { Params: { id: string; user: string } };

const creation = z.object({ name: z.string().min(1).max(64) });

/** Teams and who is in them. */
export function installTeamRoutes(server: FastifyInstance, state: State): void {
  const show = ({ userIds, ...team }: Team): object => ({
    ...team,
    direct_link: `${state.baseUrl}/v1/teams/${team.id}`,
    users: userIds.flatMap((id) => {
      const user = state.users.get(id);
      const default_number_id = state.numbers[0]?.id ?? null;
      return user ? [{ ...userPayload(state, user), default_number_id }] : [];
    }),
  });

  server.get("/v1/teams", (request, reply) =>
    sendPage(state, request, reply, { key: "teams", items: [...state.teams.values()], show }),
  );
  server.get<IdRoute>("/v1/teams/:id", (request, reply) => {
    const team = state.teams.get(Number(request.params.id));
    return team ? sendJson(reply, 200, { team: show(team) }) : unknownId(reply);
  });
  server.post("/v1/teams", (request, reply) => {
    const body = creation.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "name has 1 to 64 characters");
    const { name } = body.data;
    if ([...state.teams.values()].some((team) => team.name === name)) {
      return appError(reply, 400, "Name has already been taken");
    }
    const created_at = new Date(state.now()).toISOString();
    const team: Team = { id: state.nextId("team"), name, created_at, userIds: [] };
    state.teams.set(team.id, team);
    return sendJson(reply, 201, { team: show(team) });
  });
  server.delete<IdRoute>("/v1/teams/:id", (request, reply) =>
    state.teams.delete(Number(request.params.id)) ? reply.code(204).send() : unknownId(reply),
  );
  for (const method of ["POST", "DELETE"] as const) {
    server.route<MemberRoute>({
      method,
      url: "/v1/teams/:id/users/:user",
      handler: (request, reply) => {
        const team = state.teams.get(Number(request.params.id));
        const user = state.users.get(Number(request.params.user));
        if (!team || !user) return unknownId(reply);
        const others = team.userIds.filter((id) => id !== user.id);
        const members = method === "POST" ? [...others, user.id] : others;
        team.userIds.splice(0, team.userIds.length, ...members);
        return sendJson(reply, method === "POST" ? 201 : 200, { team: show(team) });
      },
    });
  }
}

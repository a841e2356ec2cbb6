import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { appError, sendJson, unknownId } from "../../http/answers.ts";
import { linePayload } from "./line.ts";
import { sendPage } from "../../http/pagination.ts";
import type { State } from "../state.ts";

type IdRoute = { Params: { id: string } };

const change = z.object({ name: z.string().min(1).optional() });

/** The company itself and its lines. */
export function installDirectoryRoutes(server: FastifyInstance, state: State): void {
  server.get("/v1/ping", (_request, reply) => sendJson(reply, 200, { ping: "pong" }));
  server.get("/v1/company", (_request, reply) => {
    const company = {
      name: state.title,
      users_count: state.users.size,
      numbers_count: state.numbers.length,
    };
    return sendJson(reply, 200, { company });
  });
  server.get("/v1/numbers", (request, reply) =>
    sendPage(state, request, reply, {
      key: "numbers",
      items: state.numbers,
      show: (line) => linePayload(state, line),
    }),
  );
  server.get<IdRoute>("/v1/numbers/:id", (request, reply) => {
    const line = state.numbers.find(({ id }) => String(id) === request.params.id);
    return line ? sendJson(reply, 200, { number: linePayload(state, line) }) : unknownId(reply);
  });
  server.put<IdRoute>("/v1/numbers/:id", (request, reply) => {
    const line = state.numbers.find(({ id }) => String(id) === request.params.id);
    if (!line) return unknownId(reply);
    const body = change.safeParse(request.body ?? {});
    if (!body.success) return appError(reply, 400, "Invalid parameters");
    line.name = body.data.name ?? line.name;
    return sendJson(reply, 200, { number: linePayload(state, line) });
  });
}

import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { appError, sendJson, stateError, unknownId } from "../../http/answers.ts";
import { linePayload } from "../numbers/line.ts";
import { userPayload } from "./user.ts";
import { sendPage } from "../../http/pagination.ts";
import type { User } from "./user.ts";
import type { State } from "../state.ts";

type IdRoute = { Params: { id: string } };

const creation = z.object({
  email: z.email(),
  first_name: z.string().min(1),
  last_name: z.string().min(1),
});
const change = z.object({
  first_name: z.string().min(1).optional(),
  last_name: z.string().min(1).optional(),
  availability_status: z.enum(["available", "custom", "unavailable"]).optional(),
});

/** Users live under v2; v1 keeps its deprecated reads, and everything that starts a call. */
export function installUserRoutes(server: FastifyInstance, state: State): void {
  const found = (id: string): User | undefined =>
    state.users.get(Number(id)) ?? [...state.users.values()].find(({ email }) => email === id);
  const lines = (): object[] => state.numbers.map((line) => linePayload(state, line));

  for (const version of ["v1", "v2"] as const) {
    // Under v2 the key `numbers` is absent, not empty.
    const show = (user: User): object => ({
      ...userPayload(state, user, version),
      ...(version === "v1" ? { numbers: lines() } : {}),
    });
    server.get(`/${version}/users`, (request, reply) =>
      sendPage(state, request, reply, { key: "users", items: [...state.users.values()], show }),
    );
    server.get<IdRoute>(`/${version}/users/:id`, (request, reply) => {
      const user = found(request.params.id);
      return user ? sendJson(reply, 200, { user: show(user) }) : unknownId(reply);
    });
  }
  server.get<IdRoute>("/v2/users/:id/numbers", (request, reply) =>
    found(request.params.id)
      ? sendPage(state, request, reply, {
          key: "numbers",
          items: state.numbers,
          show: (line) => linePayload(state, line),
        })
      : unknownId(reply),
  );
  server.get("/v1/users/availabilities", (_request, reply) =>
    sendJson(reply, 200, {
      users: [...state.users.values()].map((user) => ({
        id: user.id,
        availability: availability(user),
      })),
    }),
  );
  server.get<IdRoute>("/v1/users/:id/availability", (request, reply) => {
    const user = found(request.params.id);
    return user ? sendJson(reply, 200, { availability: availability(user) }) : unknownId(reply);
  });
  for (const action of ["calls", "dial"]) {
    server.post<IdRoute>(`/v1/users/:id/${action}`, (request, reply) => {
      const user = found(request.params.id);
      if (!user) return unknownId(reply);
      const body = z.object({ to: z.string().min(1) }).safeParse(request.body);
      if (!body.success) return appError(reply, 400, "to is mandatory");
      if (user.availability_status === "available") return reply.code(204).send();
      return stateError(reply, "The user is currently unavailable");
    });
  }
  installUserWrites(server, state, found);
}

function installUserWrites(
  server: FastifyInstance,
  state: State,
  found: (id: string) => User | undefined,
): void {
  const answer = (reply: FastifyReply, status: number, user: User): FastifyReply =>
    sendJson(reply, status, { user: userPayload(state, user, "v2") });

  server.post("/v2/users", (request, reply) => {
    const body = creation.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "email, first_name, last_name are mandatory");
    const { email, first_name, last_name } = body.data;
    if (found(email)) return appError(reply, 400, "Email has already been taken");
    const user: User = {
      id: state.nextId("user"),
      name: `${first_name} ${last_name}`,
      email,
      created_at: new Date(state.now()).toISOString(),
      availability_status: "available",
      time_zone: "Etc/UTC",
      language: "en-US",
    };
    state.users.set(user.id, user);
    return answer(reply, 201, user);
  });
  server.put<IdRoute>("/v2/users/:id", (request, reply) => {
    const user = found(request.params.id);
    if (!user) return unknownId(reply);
    const body = change.safeParse(request.body ?? {});
    if (!body.success) return appError(reply, 400, "Invalid parameters");
    const [first = "", ...rest] = user.name.split(" ");
    const last = body.data.last_name ?? rest.join(" ");
    user.name = `${body.data.first_name ?? first} ${last}`;
    user.availability_status = body.data.availability_status ?? user.availability_status;
    return answer(reply, 200, user);
  });
}

function availability({ availability_status: status }: User): string {
  if (status === "available") return status;
  return status === "custom" ? "do_not_disturb" : "offline";
}

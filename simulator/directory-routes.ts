import { randomUUID } from "node:crypto";
import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { appError, sendJson, unknownId } from "./answers.ts";
import { contactPayload, linePayload } from "./call-payload.ts";
import { sendPage } from "./pagination.ts";
import type { Contact, State } from "./state.ts";

type IdRoute = { Params: { id: string } };

const detail = z.object({ label: z.string().default("Work"), value: z.string().min(1) });
const scalars = z.object({
  first_name: z.string().min(1).optional(),
  last_name: z.string().min(1).optional(),
  company_name: z.string().min(1).optional(),
  information: z.string().min(1).optional(),
});
const creation = scalars.extend({
  phone_numbers: z.array(detail).min(1).max(20),
  emails: z.array(detail).max(20).default([]),
});

/** The company itself: users, teams, numbers, contacts. */
export function installDirectoryRoutes(server: FastifyInstance, state: State): void {
  server.get("/v1/ping", (_request, reply) => sendJson(reply, 200, { ping: "pong" }));
  server.get("/v1/company", (_request, reply) => {
    const company = {
      name: "Simulated Ltd",
      users_count: state.users.length,
      numbers_count: state.numbers.length,
    };
    return sendJson(reply, 200, { company });
  });
  server.get("/v1/integrations/me", (_request, reply) => {
    const integration = {
      name: "Afterbeep",
      custom_name: null,
      company_id: 42,
      status: "open",
      active: true,
      numbers_count: state.numbers.length,
      number_ids: state.numbers.map(({ id }) => id),
    };
    return sendJson(reply, 200, { integration });
  });
  installUsersAndTeams(server, state);
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
  installContacts(server, state);
  // Technology partners' OAuth, without the consent page.
  server.post("/v1/oauth/token", (_request, reply) => {
    const token = randomUUID();
    state.accessTokens.add(token);
    return sendJson(reply, 200, { access_token: token, token_type: "Bearer" });
  });
}

function installUsersAndTeams(server: FastifyInstance, state: State): void {
  const teams = state.teams.map(({ userIds, ...team }) => ({
    ...team,
    users: state.users.filter(({ id }) => userIds.includes(id)),
  }));
  for (const version of ["v1", "v2"]) {
    server.get(`/${version}/users`, (request, reply) =>
      sendPage(state, request, reply, { key: "users", items: state.users, show: (user) => user }),
    );
    server.get<IdRoute>(`/${version}/users/:id`, (request, reply) => {
      const user = state.users.find(
        ({ id, email }) => String(id) === request.params.id || email === request.params.id,
      );
      return user ? sendJson(reply, 200, { user }) : unknownId(reply);
    });
  }
  server.get("/v1/users/availabilities", (_request, reply) =>
    sendJson(reply, 200, {
      users: state.users.map(({ id }) => ({ id, availability: "available" })),
    }),
  );
  server.get("/v1/teams", (request, reply) =>
    sendPage(state, request, reply, { key: "teams", items: teams, show: (team) => team }),
  );
  server.get<IdRoute>("/v1/teams/:id", (request, reply) => {
    const team = teams.find(({ id }) => String(id) === request.params.id);
    return team ? sendJson(reply, 200, { team }) : unknownId(reply);
  });
}

function installContacts(server: FastifyInstance, state: State): void {
  const show = (contact: Contact): object => contactPayload(state, contact);
  const one = (reply: FastifyReply, status: number, contact: Contact): FastifyReply =>
    sendJson(reply, status, { contact: show(contact) });
  const withIds = (details: readonly { label: string; value: string }[]) =>
    details.map((given) => ({ id: state.nextId("detail"), ...given }));

  server.get("/v1/contacts", (request, reply) =>
    sendPage(state, request, reply, {
      key: "contacts",
      items: [...state.contacts.values()],
      show,
      bounded: true,
    }),
  );
  server.get<{ Querystring: { phone_number?: string; email?: string } }>(
    "/v1/contacts/search",
    (request, reply) => {
      const { phone_number: phone, email } = request.query;
      const items = [...state.contacts.values()].filter(
        (contact) =>
          contact.phone_numbers.some(({ value }) => value === phone) ||
          contact.emails.some(({ value }) => value === email),
      );
      return sendPage(state, request, reply, { key: "contacts", items, show });
    },
  );
  server.get<IdRoute>("/v1/contacts/:id", (request, reply) => {
    const contact = state.contacts.get(Number(request.params.id));
    return contact ? one(reply, 200, contact) : unknownId(reply);
  });
  server.post("/v1/contacts", (request, reply) => {
    const body = creation.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "phone_numbers is mandatory");
    const now = Math.floor(Date.now() / 1000);
    const { first_name, last_name, company_name, information, phone_numbers, emails } = body.data;
    const contact: Contact = {
      id: state.nextId("contact"),
      first_name: first_name ?? null,
      last_name: last_name ?? null,
      company_name: company_name ?? null,
      information: information ?? null,
      created_at: now,
      updated_at: now,
      phone_numbers: withIds(phone_numbers),
      emails: withIds(emails),
    };
    state.contacts.set(contact.id, contact);
    return one(reply, 201, contact);
  });
  // An update is a POST here, not a PUT.
  server.post<IdRoute>("/v1/contacts/:id", (request, reply) => {
    const contact = state.contacts.get(Number(request.params.id));
    if (!contact) return unknownId(reply);
    const body = scalars.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "fields may not be blank");
    Object.assign(contact, body.data, { updated_at: Math.floor(Date.now() / 1000) });
    return one(reply, 200, contact);
  });
  server.delete<IdRoute>("/v1/contacts/:id", (request, reply) =>
    state.contacts.delete(Number(request.params.id)) ? reply.code(204).send() : unknownId(reply),
  );
}

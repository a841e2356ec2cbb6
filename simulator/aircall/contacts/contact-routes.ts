import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { appError, sendJson, unknownId } from "../../http/answers.ts";
import { contactPayload } from "./contact.ts";
import { emitAny } from "../webhooks/delivery.ts";
import { sendPage } from "../../http/pagination.ts";
import type { Contact } from "./contact.ts";
import type { State } from "../state.ts";

type IdRoute = { Params: { id: string } };
type DetailRoute = { Params: { id: string; detail: string } };

const mostDetails = 20;
const detail = z.object({ label: z.string(), value: z.string().min(1) });
const scalars = z.object({
  first_name: z.string().min(1).optional(),
  last_name: z.string().min(1).optional(),
  company_name: z.string().min(1).optional(),
  information: z.string().min(1).optional(),
});
const creation = scalars.extend({
  phone_numbers: z.array(detail).min(1).max(mostDetails),
  emails: z.array(detail).max(mostDetails).default([]),
});

/** Shared contacts. */
export function installContactRoutes(server: FastifyInstance, state: State): void {
  const show = (contact: Contact): object => contactPayload(state, contact);
  const one = (reply: FastifyReply, status: number, contact: Contact): FastifyReply =>
    sendJson(reply, status, { contact: show(contact) });
  const emitted = (verb: string, contact: Contact): void => emitContact(state, verb, contact);
  const withIds = (details: readonly { label: string; value: string }[]) =>
    details.map((given) => ({ id: state.nextId("detail"), ...given }));

  server.get<{ Querystring: { order_by?: string } }>("/v1/contacts", (request, reply) => {
    const by = request.query.order_by === "updated_at" ? "updated_at" : "created_at";
    const items = [...state.contacts.values()].toSorted((before, after) => before[by] - after[by]);
    return sendPage(state, request, reply, { key: "contacts", items, show, bounded: true });
  });
  server.get<{ Querystring: { phone_number?: string; email?: string } }>(
    "/v1/contacts/search",
    (request, reply) => {
      const { phone_number: phone, email } = request.query;
      const digits = (text: string): string => text.replaceAll(/\D/g, "");
      const items = [...state.contacts.values()].filter(
        ({ phone_numbers, emails }) =>
          (phone === undefined ||
            phone_numbers.some(({ value }) => digits(value) === digits(phone))) &&
          (email === undefined || emails.some(({ value }) => value === email)),
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
    const now = Math.floor(state.now() / 1_000);
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
    emitted("created", contact);
    return one(reply, 201, contact);
  });
  // An update is a POST here, not a PUT.
  server.post<IdRoute>("/v1/contacts/:id", (request, reply) => {
    const contact = state.contacts.get(Number(request.params.id));
    if (!contact) return unknownId(reply);
    const body = scalars.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "fields may not be blank");
    Object.assign(contact, body.data, { updated_at: Math.floor(state.now() / 1_000) });
    emitted("updated", contact);
    return one(reply, 200, contact);
  });
  server.delete<IdRoute>("/v1/contacts/:id", (request, reply) => {
    const contact = state.contacts.get(Number(request.params.id));
    if (!contact) return unknownId(reply);
    state.contacts.delete(contact.id);
    emitted("deleted", contact);
    return reply.code(204).send();
  });
  installDetails(server, state, "phone_details", "phone_numbers");
  installDetails(server, state, "email_details", "emails");
}

/** One phone number or email of a contact at a time; each answers with the whole contact. */
function installDetails(
  server: FastifyInstance,
  state: State,
  segment: string,
  key: "phone_numbers" | "emails",
): void {
  const done = (reply: FastifyReply, status: number, contact: Contact): FastifyReply => {
    contact.updated_at = Math.floor(state.now() / 1_000);
    emitContact(state, "updated", contact);
    return sendJson(reply, status, { contact: contactPayload(state, contact) });
  };

  server.post<IdRoute>(`/v1/contacts/:id/${segment}`, (request, reply) => {
    const contact = state.contacts.get(Number(request.params.id));
    if (!contact) return unknownId(reply);
    const body = detail.safeParse(request.body);
    if (!body.success || contact[key].length >= mostDetails) {
      return appError(reply, 400, "label and value are mandatory, 20 at most");
    }
    contact[key].push({ id: state.nextId("detail"), ...body.data });
    return done(reply, 201, contact);
  });
  server.put<DetailRoute>(`/v1/contacts/:id/${segment}/:detail`, (request, reply) => {
    const contact = state.contacts.get(Number(request.params.id));
    const one = contact?.[key].find(({ id }) => String(id) === request.params.detail);
    if (!contact || !one) return unknownId(reply);
    const body = detail.partial().safeParse(request.body ?? {});
    if (!body.success) return appError(reply, 400, "label or value is not valid");
    one.value = body.data.value ?? one.value;
    one.label = body.data.label ?? one.label;
    return done(reply, 200, contact);
  });
  server.delete<DetailRoute>(`/v1/contacts/:id/${segment}/:detail`, (request, reply) => {
    const contact = state.contacts.get(Number(request.params.id));
    const index = contact?.[key].findIndex(({ id }) => String(id) === request.params.detail) ?? -1;
    if (!contact || index === -1) return unknownId(reply);
    contact[key].splice(index, 1);
    contact.updated_at = Math.floor(state.now() / 1_000);
    emitContact(state, "updated", contact);
    return reply.code(204).send();
  });
}

function emitContact(state: State, verb: string, contact: Contact): void {
  const data = (): object => contactPayload(state, contact);
  emitAny(state, { resource: "contact", event: `contact.${verb}`, callId: null, data });
}

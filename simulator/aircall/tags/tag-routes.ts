import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { appError, sendJson, unknownId } from "../../http/answers.ts";
import { sendPage } from "../../http/pagination.ts";
import type { State } from "../state.ts";
import type { Tag } from "./tag.ts";
import { withoutEmoji } from "../calls/write-call.ts";

const color = z.string().regex(/^#[0-9A-Fa-f]{6}$/);
const creation = z.object({
  name: z.string().transform(withoutEmoji).pipe(z.string().trim().min(1)),
  color,
});
const change = creation.partial();

type IdRoute = { Params: { id: string } };

/** The company's tags. Names are unique; deleting one strips it from every call. */
export function installTagRoutes(server: FastifyInstance, state: State): void {
  const isTaken = (name: string, except?: number): boolean =>
    [...state.tags.values()].some((tag) => tag.id !== except && tag.name === name);

  server.get("/v1/tags", (request, reply) =>
    sendPage(state, request, reply, {
      key: "tags",
      items: [...state.tags.values()],
      show: (tag: Tag) => tag,
    }),
  );
  server.get<IdRoute>("/v1/tags/:id", (request, reply) => {
    const tag = state.tags.get(Number(request.params.id));
    return tag ? sendJson(reply, 200, { tag }) : unknownId(reply);
  });
  server.post("/v1/tags", (request, reply) => {
    const body = creation.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "name and color (hex) are mandatory");
    if (body.data.name.length > (state.settings.longestTagName ?? Infinity)) {
      return appError(reply, 400, "Name is too long");
    }
    if (isTaken(body.data.name)) return appError(reply, 400, "Name has already been taken");
    const tag = { id: state.nextId("tag"), ...body.data, description: null };
    state.tags.set(tag.id, tag);
    return sendJson(reply, 201, { tag });
  });
  server.put<IdRoute>("/v1/tags/:id", (request, reply) => {
    const tag = state.tags.get(Number(request.params.id));
    if (!tag) return unknownId(reply);
    const body = change.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "name or color (hex) is not valid");
    if (body.data.name !== undefined && isTaken(body.data.name, tag.id)) {
      return appError(reply, 400, "Name has already been taken");
    }
    Object.assign(tag, body.data);
    return sendJson(reply, 200, { tag });
  });
  server.delete<IdRoute>("/v1/tags/:id", (request, reply) => {
    const id = Number(request.params.id);
    if (!state.tags.delete(id)) return unknownId(reply);
    for (const call of state.calls.values()) {
      call.tags.splice(0, call.tags.length, ...call.tags.filter((tag) => tag.id !== id));
    }
    return reply.code(204).send();
  });
}

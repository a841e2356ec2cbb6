import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { appError, sendJson, unknownId } from "../../http/answers.ts";
import { callAnswer } from "./call-payload.ts";
import { emit } from "../webhooks/delivery.ts";
import { sendPage } from "../../http/pagination.ts";
import type { SimulatedCall } from "./call.ts";
import type { State } from "../state.ts";
import { addComment, addTags } from "./write-call.ts";

type IdRoute = { Params: { id: string }; Querystring: Record<string, unknown> };

const tagNames = z.union([z.string(), z.array(z.string())]).default([]);

/** Only the last six months can be listed; a single call can be read at any age. */
const listableSeconds = 183 * 86_400;

const querySchema = z.object({
  from: z.coerce.number().optional(),
  to: z.coerce.number().optional(),
  direction: z.enum(["inbound", "outbound"]).optional(),
  phone_number: z.string().optional(),
  user_id: z.string().optional(),
  tags: tagNames,
  "tags[]": tagNames,
});

const commentBody = z.object({ content: z.string().min(1) });
const tagsBody = z.object({ tags: z.array(z.number().int()).min(1) });

/** Reading calls, and what the pipeline writes back to them. */
export function installCallRoutes(server: FastifyInstance, state: State): void {
  const list = (request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const query = querySchema.safeParse(request.query);
    if (!query.success) return appError(reply, 400, "Invalid parameters");
    const { from = 0, to = Infinity, direction, phone_number: phone, user_id: user } = query.data;
    const tags = [query.data.tags, query.data["tags[]"]].flat();
    const oldest = Math.max(from, state.now() / 1_000 - listableSeconds);
    const digits = (text: string): string => text.replaceAll(/\D/g, "");
    const items = [...state.calls.values()]
      .filter(({ startedAt }) => startedAt >= oldest && startedAt <= to)
      // Nobody answered any of them, so none belongs to a user.
      .filter(() => direction !== "outbound" && user === undefined)
      .filter((call) => tags.every((tag) => bears(state, call, tag)))
      .filter(({ rawDigits }) => phone === undefined || digits(rawDigits) === digits(phone))
      .toSorted((one, other) => one.startedAt - other.startedAt || one.id - other.id);
    const show = (call: SimulatedCall): object =>
      callAnswer(state, call, { ...Object(request.query) });
    return sendPage(state, request, reply, { key: "calls", items, show, bounded: true });
  };
  server.get("/v1/calls", list);
  server.get("/v1/calls/search", list);

  server.get<IdRoute>("/v1/calls/:id", (request, reply) => {
    const call = callOf(state, request.params.id);
    if (!call) return unknownId(reply);
    return sendJson(reply, 200, { call: callAnswer(state, call, request.query) });
  });

  server.post<IdRoute>("/v1/calls/:id/comments", (request, reply) => {
    const call = callOf(state, request.params.id);
    if (!call) return unknownId(reply);
    const body = commentBody.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "content is mandatory");
    if (body.data.content.length > (state.settings.longestComment ?? Infinity)) {
      return appError(reply, 400, "content is too long");
    }
    if (!addComment(state, call, body.data.content)) {
      return appError(reply, 400, "Maximum of 5 notes can be added to a Call.");
    }
    if (state.settings.apiWritesAnnounced) emit(state, "call.commented", call);
    return state.settings.emptyCommentBody ? reply.code(201).send() : sendJson(reply, 201, {});
  });

  server.post<IdRoute>("/v1/calls/:id/tags", (request, reply) => {
    const call = callOf(state, request.params.id);
    if (!call) return unknownId(reply);
    const body = tagsBody.safeParse(request.body);
    if (!body.success) return appError(reply, 400, "tags is mandatory: an array of tag ids");
    if (!addTags(state, call, body.data.tags)) {
      return appError(reply, state.settings.unknownTagStatus, "Unknown tag");
    }
    if (state.settings.apiWritesAnnounced) emit(state, "call.tagged", call);
    return state.settings.emptyTagsBody ? reply.code(201).send() : sendJson(reply, 201, {});
  });
}

/** By name or by id: the reference does not say which. */
function bears(state: State, call: SimulatedCall, wanted: string): boolean {
  return call.tags.some(({ id }) => String(id) === wanted || state.tags.get(id)?.name === wanted);
}

/** The call a path names; null when the API knows none. */
export function callOf(state: State, id: string): SimulatedCall | null {
  return /^\d+$/.test(id) ? (state.calls.get(Number(id)) ?? null) : null;
}

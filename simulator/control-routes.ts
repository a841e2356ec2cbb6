import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { sendRaw } from "./aircall/webhooks/delivery.ts";
import { faultSchema } from "./http/fault.ts";
import { installInstallationControl } from "./aircall/oauth/installation-control.ts";
import { mediaSchema } from "./aircall/recordings/media.ts";
import { settingsSchema } from "./settings.ts";
import type { SimulatedCall } from "./aircall/calls/call.ts";
import type { State } from "./aircall/state.ts";
import { firstAgent } from "./aircall/users/user.ts";
import {
  eventSchema,
  leaveVoicemail,
  sendEvents,
  transcribeLater,
  voicemailSchema,
} from "./aircall/calls/leave-voicemail.ts";
import { transcriptionSchema } from "./aircall/calls/transcription.ts";
import { createWebhook } from "./aircall/webhooks/webhook-routes.ts";
import { addComment, addTags } from "./aircall/calls/write-call.ts";

type IdRoute = { Params: { id: string } };

const webhookOptions = z.strictObject({
  url: z.url(),
  events: z.array(z.string()).optional(),
  token: z.string().optional(),
});

/** The control API, which no Aircall has: without credential, on the same port. */
export function installControl(server: FastifyInstance, state: State): void {
  const call = (id: string): SimulatedCall => {
    const found = state.calls.get(Number(id));
    if (!found) throw Object.assign(new Error("no such call"), { statusCode: 404 });
    return found;
  };

  const initial = state.settings;
  server.get("/_simulator/settings", () => state.settings);
  server.patch("/_simulator/settings", (request) => {
    state.settings = settingsSchema.parse({ ...state.settings, ...Object(request.body) });
    return state.settings;
  });

  server.post("/_simulator/voicemails", (request) => {
    const { id, startedAt } = leaveVoicemail(state, voicemailSchema.parse(request.body));
    return { callId: id, startedAt };
  });
  server.get<IdRoute>("/_simulator/calls/:id", (request) => shown(state, call(request.params.id)));
  server.get("/_simulator/calls", () => [...state.calls.values()].map((one) => shown(state, one)));
  server.delete<IdRoute>("/_simulator/calls/:id", (request) => ({
    deleted: state.calls.delete(Number(request.params.id)),
  }));
  server.delete<IdRoute>("/_simulator/calls/:id/voicemail", (request) => {
    call(request.params.id).media = null;
    return { deleted: true };
  });
  server.post<IdRoute>("/_simulator/calls/:id/comments", (request) => {
    const { content } = z.object({ content: z.string() }).parse(request.body);
    return { added: addComment(state, call(request.params.id), content, firstAgent(state)) };
  });
  server.post<IdRoute>("/_simulator/calls/:id/tags", (request) => {
    const { tags } = z.object({ tags: z.array(z.number()) }).parse(request.body);
    return { added: addTags(state, call(request.params.id), tags) };
  });

  server.post<IdRoute>("/_simulator/calls/:id/events", (request) => {
    const { events } = z.strictObject({ events: z.array(eventSchema) }).parse(request.body);
    sendEvents(state, call(request.params.id), events);
    return { sent: events.length };
  });
  server.put<IdRoute>("/_simulator/calls/:id/media", (request) => {
    call(request.params.id).media = mediaSchema.parse(request.body);
    return { replaced: true };
  });
  server.put<IdRoute>("/_simulator/calls/:id/transcription", (request) => {
    const options = transcriptionSchema.parse(request.body);
    transcribeLater(state, call(request.params.id), options);
    return { afterMs: options.afterMs };
  });
  server.put<IdRoute>("/_simulator/calls/:id/ai", (request) => {
    const { ai } = call(request.params.id);
    const results = z.record(z.string(), z.unknown()).parse(request.body);
    for (const [key, result] of Object.entries(results)) ai.set(key, result);
    return { results: [...ai.keys()] };
  });

  installInstallationControl(server, state);
  server.post("/_simulator/deliveries/raw", (request) => {
    const { body } = z.strictObject({ body: z.string() }).parse(request.body);
    return sendRaw(state, body).then(() => ({ sent: true }));
  });
  server.post("/_simulator/reset", () => {
    for (const held of [state.calls, state.webhooks, state.shortLinks]) held.clear();
    for (const list of [state.requests, state.deliveries]) list.length = 0;
    state.faults = [];
    state.settings = initial;
    return { reset: true };
  });
  server.post("/_simulator/webhooks", (request) => {
    const { webhook_id, token } = createWebhook(state, webhookOptions.parse(request.body));
    return { webhookId: webhook_id, token };
  });
  server.post("/_simulator/faults", (request) => {
    state.faults.push(faultSchema.parse(request.body));
    return { faults: state.faults.length };
  });
  server.delete("/_simulator/faults", () => {
    state.faults = [];
    return { faults: 0 };
  });

  server.get("/_simulator/requests", () => ({
    total: state.requests.length,
    worstMinute: worstMinute(state.requests.map(({ at }) => at)),
    refused: state.requests.filter(({ status }) => status === 429).length,
    requests: state.requests,
  }));
  server.delete("/_simulator/requests", () => {
    state.requests.length = 0;
    return { total: 0 };
  });
  server.get("/_simulator/deliveries", () => state.deliveries);
}

function shown(state: State, { id, startedAt, comments, tags }: SimulatedCall): object {
  return {
    callId: id,
    startedAt,
    comments: comments.map(({ content, posted_by }) => ({ content, byAgent: posted_by !== null })),
    tags: tags.map((tag) => state.tags.get(tag.id)?.name ?? String(tag.id)),
  };
}

/** The most requests within any 60 seconds. */
export function worstMinute(times: readonly number[]): number {
  let worst = 0;
  let first = 0;
  for (const [index, at] of times.entries()) {
    while (at - (times[first] ?? at) >= 60_000) first++;
    worst = Math.max(worst, index - first + 1);
  }
  return worst;
}

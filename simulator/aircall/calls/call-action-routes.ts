import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { appError, sendJson, unknownId } from "../../http/answers.ts";
import { callAnswer } from "./call-payload.ts";
import { callOf } from "./call-routes.ts";
import { emit } from "../webhooks/delivery.ts";
import type { SimulatedCall } from "./call.ts";
import type { State } from "../state.ts";

type IdRoute = { Params: { id: string } };

const transfer = z.union([
  z.object({ user_id: z.number().int() }),
  z.object({ team_id: z.number().int() }),
  z.object({ number: z.string() }),
]);
const cards = z.object({
  contents: z.array(z.object({ type: z.enum(["title", "shortText"]), text: z.string() })).min(1),
});

/** What else can be done with a call. Ours are all over, so what needs a live one is refused as Aircall refuses it. */
export function installCallActions(server: FastifyInstance, state: State): void {
  const on = (
    method: "POST" | "PUT" | "DELETE",
    action: string,
    act: (call: SimulatedCall, reply: FastifyReply, body: unknown) => FastifyReply,
  ): void => {
    server.route<IdRoute>({
      method,
      url: `/v1/calls/:id/${action}`,
      handler: (request, reply) => {
        const call = callOf(state, request.params.id);
        return call ? act(call, reply, request.body) : unknownId(reply);
      },
    });
  };
  const ended = (reply: FastifyReply): FastifyReply =>
    appError(reply, 400, "Call has already ended");

  on("DELETE", "voicemail", (call, reply) => {
    call.media = null;
    call.ai.clear();
    return reply.code(204).send();
  });
  on("DELETE", "recording", (_call, reply) => reply.code(204).send());
  for (const [action, archived] of [
    ["archive", true],
    ["unarchive", false],
  ] as const) {
    on("PUT", action, (call, reply) => {
      call.archived = archived;
      if (archived) emit(state, "call.archived", call);
      return sendJson(reply, 200, { call: callAnswer(state, call, {}) });
    });
  }
  on("POST", "transfers", (_call, reply, body) =>
    transfer.safeParse(body).success
      ? ended(reply)
      : appError(reply, 400, "One of user_id, team_id, number is mandatory"),
  );
  on("POST", "pause_recording", (_call, reply) => ended(reply));
  on("POST", "resume_recording", (_call, reply) => ended(reply));
  on("POST", "insight_cards", (_call, reply, body) =>
    cards.safeParse(body).success ? ended(reply) : appError(reply, 400, "contents is mandatory"),
  );
}

import type { FastifyInstance } from "fastify";
import { appError, sendJson, unknownId } from "../../http/answers.ts";
import { callOf } from "./call-routes.ts";
import type { State } from "../state.ts";

/** Path and wrapper key, which do not always agree in number. */
const results = {
  transcription: "transcription",
  sentiments: "sentiment",
  topics: "topic",
  summary: "summary",
  action_items: "action_items",
  playbook_result: "playbook_result",
  custom_summary_result: "custom_summary_result",
  evaluations: "evaluations",
  predicted_csat: "csat",
} as const;

/** Aircall's own AI: 403 without the package, 404 when it has nothing for the call. */
export function installAi(server: FastifyInstance, state: State): void {
  for (const [path, key] of Object.entries(results)) {
    server.get<{ Params: { id: string } }>(`/v1/calls/:id/${path}`, (request, reply) => {
      if (!state.settings.aiEnabled) return appError(reply, 403, "Company is not active");
      const call = callOf(state, request.params.id);
      if (!call) return unknownId(reply);
      const result = call.ai.get(key);
      if (result === undefined) return appError(reply, 404, "Nothing for this call");
      return sendJson(reply, 200, { [key]: result });
    });
  }
}

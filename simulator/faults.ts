import { setTimeout as delay } from "node:timers/promises";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import type { State } from "./state.ts";
export const faultSchema = z.object({
  method: z.string().optional(),
  path: z.string(),
  count: z.number().int().positive().default(1),
  skip: z.number().int().min(0).default(0),
  when: z.enum(["before", "after", "late"]).default("before"),
  kind: z.enum(["status", "reset", "silence", "slow"]),
  status: z.number().int().default(500),
  html: z.boolean().default(false),
  resetInSeconds: z.number().optional(),
  delayMs: z.number().int().min(0).default(0),
});
export type Fault = z.infer<typeof faultSchema>;
const struck = new WeakMap<object, Fault>();
export function installFaults(server: FastifyInstance, state: State): void {
  server.addHook("preHandler", async (request, reply) => {
    const fault = takeFault(state, request);
    if (!fault) return;
    struck.set(request, fault);
    if (fault.kind === "slow") await delay(fault.delayMs);
    if (fault.when === "late") {
      request.raw.socket.destroy();
      await delay(fault.delayMs);
      return;
    }
    if (fault.when !== "before" || fault.kind === "slow") return;
    if (fault.kind === "status") return answerWith(fault, reply);
    if (fault.kind === "silence") await delay(fault.delayMs);
    reply.hijack();
    request.raw.socket.destroy();
    return reply;
  });
  server.addHook("onSend", async (request, reply, payload) => {
    const fault = struck.get(request);
    if (fault?.when !== "after") return payload;
    if (fault.kind === "status") {
      reply.code(fault.status);
      return bodyOf(fault);
    }
    if (fault.kind === "silence") await delay(fault.delayMs);
    if (fault.kind !== "slow") request.raw.socket.destroy();
    return payload;
  });
}
function takeFault(state: State, request: FastifyRequest): Fault | null {
  const path = request.url.split("?")[0] ?? "";
  const fault = state.faults.find(
    (one) =>
      (one.method === undefined || one.method === request.method) &&
      new RegExp(one.path).test(path),
  );
  if (!fault) return null;
  if (fault.skip > 0) {
    fault.skip--;
    return null;
  }
  fault.count--;
  if (fault.count === 0) state.faults = state.faults.filter((other) => other !== fault);
  return fault;
}
function answerWith(fault: Fault, reply: FastifyReply): FastifyReply {
  if (fault.status === 429 && fault.resetInSeconds !== undefined)
    reply.header("X-AircallApi-Reset", String(Math.ceil(Date.now() / 1000 + fault.resetInSeconds)));
  return reply
    .code(fault.status)
    .header("content-type", fault.html ? "text/html" : "application/json")
    .send(bodyOf(fault));
}
function bodyOf({ html, status }: Fault): string {
  return html
    ? `<html><body><h1>${status}</h1></body></html>`
    : JSON.stringify({ error: "Internal Server Error", troubleshoot: "unknown error" });
}

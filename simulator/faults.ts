import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { reasonFor } from "./answers.ts";
import { pause } from "./pause.ts";
import type { State } from "./state.ts";

/** Something that goes wrong with the next requests whose path matches, on the API and on the storage host alike. */
export const faultSchema = z
  .strictObject({
    method: z.string().optional(),
    /** A regular expression. */
    path: z.string().refine(isRegExp, "is not a regular expression"),
    count: z.number().int().positive().default(1),
    /** Requests that pass before it strikes. */
    skip: z.number().int().min(0).default(0),
    /** Before the request takes effect, after it, or so that it takes effect `delayMs` after the client was cut off. */
    when: z.enum(["before", "after", "late"]).default("before"),
    /** A `reset` is a TCP one; `silence` hangs for `delayMs`, then resets; `slow` delays a good answer. */
    kind: z.enum(["status", "reset", "silence", "slow"]),
    status: z.number().int().min(200).max(599).default(500),
    html: z.boolean().default(false),
    resetInSeconds: z.number().optional(),
    delayMs: z.number().int().min(0).default(0),
  })
  .refine(({ when, kind }) => when !== "late" || kind === "reset", {
    message: "late takes kind reset only; slow is what a client that times out calls late",
  });
export type Fault = z.infer<typeof faultSchema>;

function isRegExp(text: string): boolean {
  try {
    return new RegExp(text).source !== "";
  } catch {
    return false;
  }
}

const struck = new WeakMap<object, Fault>();

export function installFaults(server: FastifyInstance, state: State): void {
  server.addHook("preHandler", async (request, reply) => {
    const fault = takeFault(state, request);
    if (!fault) return;
    struck.set(request, fault);
    if (fault.kind === "slow") await pause(state, fault.delayMs);
    if (fault.when === "late") {
      request.raw.socket.resetAndDestroy();
      await pause(state, fault.delayMs);
      return;
    }
    if (fault.when !== "before" || fault.kind === "slow") return;
    if (fault.kind === "status") return answerWith(fault, reply);
    if (fault.kind === "silence") await pause(state, fault.delayMs);
    reply.hijack();
    request.raw.socket.resetAndDestroy();
    return reply;
  });
  server.addHook("onSend", async (request, reply, payload) => {
    const fault = struck.get(request);
    if (fault?.when !== "after") return payload;
    if (fault.kind === "status") {
      reply.code(fault.status).header("content-type", typeOf(fault));
      return bodyOf(fault);
    }
    if (fault.kind === "silence") await pause(state, fault.delayMs);
    if (fault.kind !== "slow") request.raw.socket.resetAndDestroy();
    return payload;
  });
}

function takeFault(state: State, request: FastifyRequest): Fault | null {
  const path = request.url.split("?")[0] ?? "";
  if (path.startsWith("/_simulator/")) return null;
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
  return reply.code(fault.status).header("content-type", typeOf(fault)).send(bodyOf(fault));
}

function typeOf({ html }: Fault): string {
  return html ? "text/html" : "application/json; charset=utf-8";
}

/** The edge refuses credentials in its own words; everything else speaks the application's. */
function bodyOf({ html, status }: Fault): string {
  const reason = reasonFor(status);
  if (html) return `<html><body><h1>${status} ${reason}</h1></body></html>`;
  if (status === 401 || status === 403) return JSON.stringify({ message: reason });
  return JSON.stringify({ error: reason, troubleshoot: "unknown error" });
}

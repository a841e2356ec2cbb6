import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { reasonFor } from "./answers.ts";
import type { Fault } from "./fault.ts";
import { pause } from "./pause.ts";
import type { State } from "../aircall/state.ts";

const struck = new WeakMap<object, Fault>();

/** Makes requests fail as `POST /_simulator/faults` has said; the control API never fails. */
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
    if (fault.kind === "status") return answerWith(state, fault, reply);
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

function answerWith(state: State, fault: Fault, reply: FastifyReply): FastifyReply {
  if (fault.status === 429 && fault.resetInSeconds !== undefined)
    reply.header(
      "X-AircallApi-Reset",
      String(Math.ceil(state.now() / 1_000 + fault.resetInSeconds)),
    );
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

import type { FastifyInstance } from "fastify";
import type { State } from "./state.ts";

/**
 * Notes every request to the API when it arrives, since that is what a rate limit counts, also those that a fault leaves
 * without an answer. The query stays out: it may hold a phone number.
 */
export function installRequestLog(server: FastifyInstance, state: State): void {
  server.addHook("onRequest", (request, reply, done) => {
    const path = request.url.split("?")[0] ?? "";
    if (/^\/v[12]\//.test(path)) {
      const record = { at: Date.now(), method: request.method, path, status: 0 };
      state.requests.push(record);
      reply.raw.once("finish", () => {
        record.status = reply.raw.statusCode;
      });
    }
    done();
  });
}

import type { FastifyInstance } from "fastify";

/** A request to the API. `at`: milliseconds since the epoch. */
export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** 0 as long as no answer has left, and for good when none ever does. */
  status: number;
}

export interface Requests {
  readonly requests: RequestRecord[];
}

/**
 * Notes every request to the API when it arrives, since that is what a rate limit counts, also
 * those that a fault leaves without an answer. The query stays out: it may hold a phone number.
 */
export function installRequestLog(server: FastifyInstance, state: Requests): void {
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

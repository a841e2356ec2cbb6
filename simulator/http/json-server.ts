import { createServer, type RequestListener } from "node:http";
import { fastify, type FastifyInstance } from "fastify";
import { appError } from "./answers.ts";

/** Sockets stay open between requests for as long as fastify's own do. */
const keepAliveMs = 72_000;

/**
 * A server that reads JSON as Aircall does and speaks of errors in its words.
 *
 * @param before sees each request first (Default: nobody does)
 */
export function createJsonServer(
  before: (answer: RequestListener) => RequestListener = (answer) => answer,
): FastifyInstance {
  const server = fastify({
    logger: false,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    serverFactory: (answer) => {
      const listening = createServer(before(answer));
      listening.keepAliveTimeout = keepAliveMs;
      listening.requestTimeout = 0;
      return listening;
    },
  });
  // A DELETE says application/json and has no body.
  server.removeContentTypeParser("application/json");
  server.addContentTypeParser("application/json", { parseAs: "string" }, (_request, body, done) => {
    try {
      done(null, body === "" ? undefined : JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error("The body is not JSON"), { statusCode: 400 }));
    }
  });
  server.addContentTypeParser(
    "application/x-www-form-urlencoded",
    { parseAs: "string" },
    (_request, body, done) => done(null, fieldsOf(new URLSearchParams(String(body)))),
  );
  server.setErrorHandler((error, _request, reply) => {
    const { statusCode, message } = toFault(error);
    return appError(reply, statusCode, message);
  });
  return server;
}

/** A field that is there twice is a list. */
function fieldsOf(form: URLSearchParams): Record<string, string | string[]> {
  return Object.fromEntries(
    [...new Set(form.keys())].map((name) => {
      const values = form.getAll(name);
      return [name, values.length > 1 ? values : (values[0] ?? "")];
    }),
  );
}

function toFault(error: unknown): { statusCode: number; message: string } {
  if (!(error instanceof Error)) return { statusCode: 500, message: "unknown error" };
  const { statusCode } = error as Error & { statusCode?: number };
  // A body that a control route cannot read: say what is wrong with it.
  if (error.name === "ZodError") return { statusCode: 400, message: error.message };
  return { statusCode: statusCode ?? 500, message: error.message };
}

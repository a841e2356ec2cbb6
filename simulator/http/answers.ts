import type { FastifyReply } from "fastify";

/** As the edge before the application answers. */
export function edgeError(reply: FastifyReply, status: number, message: string): FastifyReply {
  return sendJson(reply, status, { message });
}

/** As the application itself answers. */
export function appError(reply: FastifyReply, status: number, troubleshoot: string): FastifyReply {
  return sendJson(reply, status, { error: reasonFor(status), troubleshoot });
}

/** On Aircall a 405 is a state error (user unavailable, recording off), not a wrong verb. */
export function stateError(reply: FastifyReply, troubleshoot: string): FastifyReply {
  return sendJson(reply, 405, { error: reasonFor(405), troubleshoot, success: false });
}

/** 404, in the application's words. */
export function unknownId(reply: FastifyReply): FastifyReply {
  return appError(reply, 404, "Check ID of the resource");
}

const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Unauthorized",
  403: "Forbidden",
  404: "Not Found",
  405: "Method Not Allowed",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
  502: "Bad Gateway",
  503: "Service Unavailable",
  504: "Gateway Timeout",
};

/** The standard name of a status. */
export function reasonFor(status: number): string {
  return reasons[status] ?? "Error";
}

/** With the content type that Aircall has. */
export function sendJson(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply
    .code(status)
    .header("content-type", "application/json; charset=utf-8")
    .send(railsJson(body));
}

/** JSON as Rails writes it. */
export function railsJson(body: unknown): string {
  return JSON.stringify(body).replaceAll("&", String.raw`\u0026`);
}

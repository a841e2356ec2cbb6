import type { FastifyReply } from "fastify";
export function edgeError(reply: FastifyReply, status: number, message: string): FastifyReply {
  return sendJson(reply, status, { message });
}
export function appError(reply: FastifyReply, status: number, troubleshoot: string): FastifyReply {
  return sendJson(reply, status, { error: reasons[status] ?? "Error", troubleshoot });
}
export function unknownId(reply: FastifyReply): FastifyReply {
  return appError(reply, 404, "Check ID of the resource");
}
const reasons: Readonly<Record<number, string>> = {
  400: "Bad Request",
  404: "Not Found",
  405: "Method Not Allowed",
  422: "Unprocessable Entity",
  429: "Too Many Requests",
  500: "Internal Server Error",
};
export function sendJson(reply: FastifyReply, status: number, body: unknown): FastifyReply {
  return reply
    .code(status)
    .header("content-type", "application/json; charset=utf-8")
    .send(railsJson(body));
}
export function railsJson(body: unknown): string {
  return JSON.stringify(body).replaceAll("&", String.raw`\u0026`);
}

import { createServer } from "node:http";
import { cannotListen } from "./cannot-listen.ts";

/** How a process is doing; what else it knows stands beside `ready`. */
export interface Health {
  readonly ready: boolean;
}

export interface HealthServer {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/**
 * Answers `/healthz` with 200 as long as the process runs, and `/readyz` with 200 or 503.
 *
 * @param port 0 takes a free one
 * @throws Error when the port is taken
 */
export async function serveHealth(options: {
  readonly host: string;
  readonly port: number;
  readonly look: () => Promise<Health>;
}): Promise<HealthServer> {
  const { host, port, look } = options;
  const answer = async (path: string | undefined): Promise<{ status: number; body: object }> => {
    if (path === "/healthz") return { status: 200, body: { ok: true } };
    if (path !== "/readyz") return { status: 404, body: { error: "only /healthz and /readyz" } };
    const health = await look();
    return { status: health.ready ? 200 : 503, body: health };
  };
  const server = createServer((request, response) => {
    answer(request.url?.split("?")[0])
      .catch(() => ({ status: 503, body: { ready: false } }))
      .then(({ status, body }) =>
        response
          .writeHead(status, { "content-type": "application/json" })
          .end(JSON.stringify(body)),
      )
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    const place = { host, port, hostVariable: "HEALTH_HOST", portVariable: "HEALTH_PORT" };
    server.once("error", (error) => reject(cannotListen(place, error)));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const taken = typeof address === "object" && address ? address.port : port;
  return {
    url: `http://${host.includes(":") ? `[${host}]` : host}:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

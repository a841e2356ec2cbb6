import { createServer } from "node:http";
import { request } from "undici";
import { joinMetrics } from "./join-metrics.ts";
import { cannotShowMetrics, type MetricsEndpoint } from "./temporal-runtime.ts";

/** Prometheus's own patience is ten seconds. */
const timeoutMs = 5_000;

/**
 * Shows what several processes of this machine measure as one: `/metrics` of each, as far as it is
 * there now.
 *
 * @param ports theirs, on 127.0.0.1
 * @returns ends it
 * @throws Error when the endpoint cannot be listened on
 */
export async function serveMetrics(
  { host, port }: MetricsEndpoint,
  ports: readonly number[],
): Promise<() => Promise<void>> {
  const server = createServer((asked, response) => {
    if (asked.url?.split("?")[0] !== "/metrics") {
      response.writeHead(404).end();
      return;
    }
    Promise.all(ports.map(pageAt))
      .then((pages) =>
        response
          .writeHead(200, { "content-type": "text/plain; version=0.0.4" })
          .end(joinMetrics(pages)),
      )
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(cannotShowMetrics({ host, port }, error)));
    server.listen(port, host, resolve);
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
}

/** One that has ended shows nothing until it is started again. */
async function pageAt(port: number): Promise<string> {
  try {
    const { body } = await request(`http://127.0.0.1:${port}/metrics`, {
      signal: AbortSignal.timeout(timeoutMs),
    });
    return await body.text();
  } catch {
    return "";
  }
}

import { randomInt } from "node:crypto";
import { createServer } from "node:net";

/** Below those that the system gives to whoever asks for any port: nobody gets one of these by chance. */
const lowest = 10_000;
const highest = 32_000;

/**
 * A port that nobody listens on now, for a process that must come back on the same one.
 *
 * @throws when a hundred are taken, or the host is none of this machine's
 */
export async function freePort(host = "127.0.0.1"): Promise<number> {
  for (let left = 100; left > 0; left--) {
    const port = randomInt(lowest, highest);
    if (await isFree(port, host)) return port;
  }
  throw new Error(`no free port was found on ${host}`);
}

/** Whether nobody listens on a port now. */
export function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen({ host, port }, () => server.close(() => resolve(true)));
  });
}

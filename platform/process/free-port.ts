import { createServer } from "node:net";

/** A port of a host that nobody listens on now. */
export function freePort(host = "127.0.0.1"): Promise<number> {
  return listenOnce(host, 0);
}

export async function isFree(port: number, host = "127.0.0.1"): Promise<boolean> {
  try {
    await listenOnce(host, port);
    return true;
  } catch {
    return false;
  }
}

function listenOnce(host: string, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen({ host, port }, () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === "object" && address) resolve(address.port);
        else reject(new Error("no port"));
      });
    });
  });
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startServer, type RunningServer } from "../../temporal/embedded/start-server.ts";
import { endProcess } from "../../platform/process/other-process.ts";
import { until } from "./until.ts";

/** A Temporal server that a test may kill: it comes back on the same address, with the same database. */
export interface OwnServer {
  readonly address: string;
  readonly kill: () => Promise<void>;
  readonly start: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function openOwnServer(cli: string): Promise<OwnServer> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-server-"));
  let server: RunningServer = await startServer({ cli, folder, dependent: true });
  const { address } = server;
  const portOf = (url: string): number => Number(url.split(":").at(-1));
  const preferredPorts = { port: portOf(server.address), uiPort: portOf(server.uiAddress) };
  const kill = async (): Promise<void> => {
    await endProcess(server.pid, 0);
  };
  return {
    address,
    kill,
    start: async () => {
      await until("the server is back on its address", async () => {
        server = await startServer({ cli, folder, dependent: true, preferredPorts });
        if (server.address === address) return true;
        await kill();
        return false;
      });
    },
    close: async () => {
      await kill();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

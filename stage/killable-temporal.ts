import { endProcess } from "../platform/process/other-process.ts";
import { startServer, type RunningServer } from "../temporal/embedded/start-server.ts";

/** A Temporal server that can be killed, and comes back on the same address with the same database. */
export interface KillableTemporal {
  readonly address: string;
  readonly uiAddress: string;
  /** Kills it; resolves when the next one serves. */
  readonly kill: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

export async function startKillableTemporal(
  cli: string,
  folder: string,
): Promise<KillableTemporal> {
  let server: RunningServer = await startServer({ cli, folder, dependent: true });
  const { address, uiAddress } = server;
  const portOf = (url: string): number => Number(url.split(":").at(-1));
  const preferredPorts = { port: portOf(address), uiPort: portOf(uiAddress) };
  return {
    address,
    uiAddress,
    kill: async () => {
      process.kill(server.pid, "SIGKILL");
      do {
        // Its port may be taken for a moment still, and then it would come up elsewhere.
        await endProcess(server.pid, 0);
        server = await startServer({ cli, folder, dependent: true, preferredPorts });
      } while (server.address !== address);
    },
    stop: () => endProcess(server.pid, 5_000),
  };
}

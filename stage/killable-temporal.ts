import { endProcess } from "../platform/process/other-process.ts";
import type { Environment } from "../platform/config/load-config.ts";
import { cacheFolderOf, findTemporalCli } from "../temporal/embedded/find-cli.ts";
import { startServer, type RunningServer } from "../temporal/embedded/start-server.ts";

/** A Temporal server that can be killed, and comes back on the same address with the same database. */
export interface KillableTemporal {
  readonly address: string;
  readonly uiAddress: string;
  /** Kills it; resolves when it is gone. */
  readonly kill: () => Promise<void>;
  /** Starts it again; resolves when it serves. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** @param cli the path of a Temporal CLI */
export async function startKillableTemporal(
  cli: string,
  folder: string,
): Promise<KillableTemporal> {
  let server: RunningServer = await startServer({ cli, folder, dependent: true });
  const { address, uiAddress } = server;
  const portOf = (url: string): number => Number(url.split(":").at(-1));
  const again = {
    cli,
    folder,
    dependent: true,
    preferredPort: portOf(address),
    preferredUiPorts: [portOf(uiAddress)],
  } as const;
  const kill = (): Promise<void> => endProcess(server.pid, 0);
  return {
    address,
    uiAddress,
    kill,
    start: async () => {
      server = await startServer(again);
      while (server.address !== address) {
        // Its port may be taken for a moment still, and then it comes up elsewhere.
        await kill();
        server = await startServer(again);
      }
    },
    stop: () => endProcess(server.pid, 5_000),
  };
}

/** A Temporal CLI as `up` finds it. */
export function findCli(
  env: Environment,
  onFetch: (source: string) => void = () => {},
): ReturnType<typeof findTemporalCli> {
  return findTemporalCli({
    cliPath: env["TEMPORAL_CLI_PATH"],
    searchPath: env["PATH"] ?? "",
    cacheFolder: cacheFolderOf(env),
    onFetch,
  });
}

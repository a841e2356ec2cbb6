import type { Config, Environment } from "../platform/config/load-config.ts";
import type { Logger } from "../platform/telemetry/log.ts";
import { openEmbeddedServer, type EmbeddedServer } from "../temporal/embedded/embedded-server.ts";
import { cacheFolderOf, findTemporalCli } from "../temporal/embedded/find-cli.ts";

export interface OpenEmbeddedOptions {
  readonly env: Environment;
  readonly config: Pick<Config, "storage" | "temporal">;
  readonly log: Logger;
}

/** Where Temporal's own `server start-dev` has its Web UI. */
const usualUiPort = 8233;

/**
 * Opens the Temporal server of `AFTERBEEP_DATA`: the one that runs, or a new one.
 *
 * @throws when there is no Temporal CLI or the server does not come up
 */
export async function openEmbedded(options: OpenEmbeddedOptions): Promise<EmbeddedServer> {
  const { env, config, log } = options;
  const findCli = async (): Promise<string> => {
    const cli = await findTemporalCli({
      cliPath: config.temporal.cliPath ?? undefined,
      searchPath: env["PATH"] ?? "",
      cacheFolder: cacheFolderOf(env),
      onFetch: (source) => log.info({ source }, "no Temporal CLI found, fetching one"),
    });
    log.info({ version: cli.version, source: cli.source }, "Temporal CLI found");
    return cli.path;
  };
  const uiPort = config.temporal.uiPort ?? usualUiPort;
  const server = await openEmbeddedServer(config.storage.data, findCli, uiPort);
  const isElsewhere = !server.adopted && uiPort !== 0 && !server.uiAddress.endsWith(`:${uiPort}`);
  if (isElsewhere) {
    log.warn(
      { wanted: uiPort, ui: server.uiAddress },
      "the Web UI's port is taken, and it has another; TEMPORAL_UI_PORT chooses one",
    );
  }
  return server;
}

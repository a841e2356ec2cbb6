import { openEmbeddedServer, type EmbeddedServer } from "../temporal/embedded/embedded-server.ts";
import { cacheFolderOf, findTemporalCli } from "../temporal/embedded/find-cli.ts";
import type { Config, Environment } from "../platform/config/load-config.ts";
import type { Logger } from "../platform/telemetry/log.ts";

/**
 * Opens the Temporal server of `AFTERBEEP_DATA`: the one that runs, or a new one.
 *
 * @throws when there is no Temporal CLI or the server does not come up
 */
export function openEmbedded(
  env: Environment,
  config: Config,
  log: Logger,
): Promise<EmbeddedServer> {
  return openEmbeddedServer(config.AFTERBEEP_DATA, async () => {
    const cli = await findTemporalCli({
      cliPath: config.TEMPORAL_CLI_PATH,
      searchPath: env["PATH"] ?? "",
      cacheFolder: cacheFolderOf(env),
      onFetch: (source) => log.info({ source }, "no Temporal CLI found, fetching one"),
    });
    log.info({ version: cli.version, source: cli.source }, "Temporal CLI found");
    return cli.path;
  });
}

import type { Config, Environment } from "../platform/config/load-config.ts";
import type { Logger } from "../platform/telemetry/log.ts";
import { openEmbeddedServer, type EmbeddedServer } from "../temporal/embedded/embedded-server.ts";
import { cacheFolderOf, findTemporalCli } from "../temporal/embedded/find-cli.ts";

export interface OpenEmbeddedOptions {
  readonly env: Environment;
  readonly config: Pick<Config, "storage" | "temporal">;
  readonly log: Logger;
}

/**
 * Opens the Temporal server of `AFTERBEEP_DATA`: the one that runs, or a new one.
 *
 * @throws when there is no Temporal CLI or the server does not come up
 */
export function openEmbedded({ env, config, log }: OpenEmbeddedOptions): Promise<EmbeddedServer> {
  return openEmbeddedServer(config.storage.data, async () => {
    const cli = await findTemporalCli({
      cliPath: config.temporal.cliPath ?? undefined,
      searchPath: env["PATH"] ?? "",
      cacheFolder: cacheFolderOf(env),
      onFetch: (source) => log.info({ source }, "no Temporal CLI found, fetching one"),
    });
    log.info({ version: cli.version, source: cli.source }, "Temporal CLI found");
    return cli.path;
  });
}

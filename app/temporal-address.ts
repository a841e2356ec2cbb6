import { loadClientConnectConfig } from "@temporalio/envconfig";
import type { TemporalAddress } from "../temporal/create-client.ts";
import type { Environment } from "../platform/config/load-config.ts";

/** The server that `TEMPORAL_*` or its file names; null when none is named, and then an embedded one is used. */
export function namedTemporal(env: Environment): TemporalAddress | null {
  const set = Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const { connectionOptions, namespace = "default" } = loadClientConnectConfig({
    overrideEnvVars: Object.fromEntries(set),
  });
  return connectionOptions.address ? { connectionOptions, namespace } : null;
}

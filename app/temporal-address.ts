import { loadClientConnectConfig } from "@temporalio/envconfig";
import { dataConverterFor } from "../temporal/codec/payload-codec.ts";
import type { TemporalAddress } from "../temporal/create-client.ts";
import type { Environment } from "../platform/config/load-config.ts";
import type { TemporalConfig } from "../platform/config/sections/temporal.ts";

/** The server that `TEMPORAL_*` or its file names; null when none is named, and then an embedded one is used. */
export function namedTemporal(env: Environment): TemporalAddress | null {
  const set = Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const { connectionOptions, namespace = "default" } = loadClientConnectConfig({
    overrideEnvVars: Object.fromEntries(set),
  });
  return connectionOptions.address ? { connectionOptions, namespace } : null;
}

/** The same server, to which payloads go encrypted where `AFTERBEEP_ENCRYPTION_KEY` is set. */
export function withEncryption(
  address: TemporalAddress,
  { encryptionKeys }: Pick<TemporalConfig, "encryptionKeys">,
): TemporalAddress {
  const dataConverter = dataConverterFor(encryptionKeys ?? undefined);
  return dataConverter ? { ...address, dataConverter } : address;
}

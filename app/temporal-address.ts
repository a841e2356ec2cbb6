import { loadClientConnectConfig } from "@temporalio/envconfig";
import { dataConverterFor } from "../temporal/codec/payload-codec.ts";
import type { TemporalAddress } from "../temporal/create-client.ts";
import { ConfigError } from "../platform/config/config-error.ts";
import type { Environment } from "../platform/config/load-config.ts";
import type { TemporalConfig } from "../platform/config/sections/temporal.ts";

/**
 * The server that `TEMPORAL_*` or its file names; null when none is named, and then an embedded one is used.
 *
 * @throws ConfigError
 */
export function namedTemporal(env: Environment): TemporalAddress | null {
  const set = Object.entries(env).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const { connectionOptions, namespace = "default" } = loadClientConnectConfig({
    overrideEnvVars: Object.fromEntries(set),
  });
  const { address } = connectionOptions;
  if (!address) return null;
  if (!hostAndPort.test(address)) {
    const fault = `is ${JSON.stringify(address)}, which is not usable`;
    const expected = "host and port, without http:// before or a path behind";
    throw new ConfigError([
      { variable: "TEMPORAL_ADDRESS", fault, expected, example: "127.0.0.1:7233" },
    ]);
  }
  return { connectionOptions, namespace };
}

/** A name, an IPv4 or a bracketed IPv6 address, and a port that may be left out. */
const hostAndPort = /^(?:[^\s:/[\]]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** The same server, to which payloads go encrypted where `AFTERBEEP_ENCRYPTION_KEY` is set. */
export function withEncryption(
  address: TemporalAddress,
  { encryptionKeys }: Pick<TemporalConfig, "encryptionKeys">,
): TemporalAddress {
  const dataConverter = dataConverterFor(encryptionKeys ?? undefined);
  return dataConverter ? { ...address, dataConverter } : address;
}

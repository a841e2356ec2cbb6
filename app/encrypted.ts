import { dataConverterFor } from "../temporal/codec/payload-codec.ts";
import type { TemporalAddress } from "../temporal/create-client.ts";
import type { Config } from "../platform/config/load-config.ts";

/** A server to which payloads go encrypted, where `AFTERBEEP_ENCRYPTION_KEY` is set. */
export function encrypted(address: TemporalAddress, config: Config): TemporalAddress {
  const dataConverter = dataConverterFor(config.AFTERBEEP_ENCRYPTION_KEY);
  return dataConverter ? { ...address, dataConverter } : address;
}

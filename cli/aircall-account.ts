import { createAircallClient, type AircallClient } from "../aircall/client.ts";
import { createPacer } from "../aircall/pacer.ts";
import type { Config } from "./config.ts";
import { ConfigError } from "./config-error.ts";

/** The configured account's client. All requests of this process share its pace. */
export function openAircallClient(config: Config): AircallClient {
  const { credential } = config;
  if (!credential) throw new ConfigError([]);
  return createAircallClient({
    baseUrl: config.AIRCALL_BASE_URL,
    credential,
    pacer: createPacer(config.AIRCALL_REQUESTS_PER_MINUTE),
  });
}

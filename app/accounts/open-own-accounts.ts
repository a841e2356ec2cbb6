import type { Config } from "../../platform/config/load-config.ts";
import type { Logger } from "../../platform/telemetry/log.ts";
import type { Metrics } from "../../platform/telemetry/metrics.ts";
import { meterRequests } from "../metering.ts";
import { tokenClientOf } from "../oauth/serve-oauth.ts";
import { openRegistry, type AccountRegistry } from "./account-registry.ts";
import type { AccountSource } from "./account-source.ts";
import type { Installations } from "./process-installations.ts";
import { renewTokens } from "./renew-tokens.ts";
import { withoutTwins } from "./without-twins.ts";

export interface OwnAccountsOptions {
  readonly config: Config;
  readonly source: AccountSource;
  /** Null where no company installs. */
  readonly installations: Installations | null;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Is given what closes them. */
  readonly opened: AsyncDisposableStack;
}

/** The accounts of a process that works for them: it keeps their tokens good, too. */
export async function openOwnAccounts(options: OwnAccountsOptions): Promise<AccountRegistry> {
  const { config, installations, log, metrics, opened } = options;
  const source = opened.use(withoutTwins({ source: options.source, log }));
  await source.settled;
  const meter = (account: string) => meterRequests(metrics, account);
  const registry = openRegistry({ source, config, log, meter });
  opened.defer(() => registry.close());
  if (installations) {
    const tokenClient = tokenClientOf(config);
    opened.use(renewTokens({ registry, ...installations, tokenClient, log }));
  }
  return registry;
}

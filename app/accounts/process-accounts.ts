import { ConfigError } from "../../platform/config/config-error.ts";
import { configFiles } from "../../platform/config/file/config-path.ts";
import { loadConfiguration } from "../../platform/config/load-accounts.ts";
import type { Config, Environment, Needs } from "../../platform/config/load-config.ts";
import { metrics as measures } from "../../domain/metrics.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { Metrics } from "../../platform/telemetry/metrics.ts";
import { fixedAccounts, type AccountSource, type ConfiguredAccount } from "./account-source.ts";
import { usesInstallations } from "./load-all-accounts.ts";
import { processInstallations, type Installations } from "./process-installations.ts";
import { watchAccounts, type WatchOptions } from "./watch-accounts.ts";

export interface ProcessAccountsOptions extends Pick<WatchOptions, "onSighup"> {
  readonly env: Environment;
  readonly config: Config;
  readonly needs: Needs;
  readonly log: Logger;
  readonly metrics: Metrics;
  /** Is given what ends the watching. */
  readonly opened: AsyncDisposableStack;
}

/** What may change while a process runs. */
export interface ProcessAccounts {
  readonly source: AccountSource;
  /** Whether there is anything that a SIGHUP could have read anew. */
  readonly mayBeReadAnew: () => boolean;
  /** Null where no company installs. */
  readonly installations: Installations | null;
}

/**
 * The accounts of a process that runs for long, as they are configured at any time.
 *
 * @throws ConfigError
 */
export function processAccounts(options: ProcessAccountsOptions): ProcessAccounts {
  const configured = configuredAccounts(options);
  const { config, log, opened } = options;
  const { source: base } = configured;
  if (!usesInstallations({ config, accounts: base.current() })) {
    return { ...configured, installations: null };
  }
  return { ...configured, ...processInstallations({ base, config, log, opened }) };
}

function configuredAccounts(
  options: ProcessAccountsOptions,
): Omit<ProcessAccounts, "installations"> {
  const { env, needs, log, metrics, opened, onSighup } = options;
  const files = (): readonly string[] => configFiles(env);
  const load = (hadFile: boolean): readonly ConfiguredAccount[] =>
    loadConfiguration(env, { ...needs, configFile: hadFile }).accounts;
  const tell = (isValid: boolean): void => metrics.record(measures.configValid, Number(isValid));
  if (files().length === 0) {
    metrics.sample(() => tell(true));
    return { source: fixedAccounts(load(false)), mayBeReadAnew: () => false };
  }
  const watched = opened.use(
    watchAccounts({
      load,
      files,
      ...(onSighup ? { onSighup } : {}),
      onGood: (accounts) => {
        log.info({ accounts: accounts.length }, "the accounts were read anew");
        tell(true);
      },
      onBad: (error) => {
        log.error(
          {
            ...loggable(error),
            ...(error instanceof ConfigError ? { problems: told(error) } : {}),
          },
          "the accounts cannot be read anew; what was configured before stays in force",
        );
        tell(false);
      },
    }),
  );
  metrics.sample(() => tell(watched.isValid()));
  return { source: watched, mayBeReadAnew: watched.hadFile };
}

/** A file of nothing but mistakes does not fill the log. */
const mostTold = 50;

/** A problem a line, as `config check` shows them. */
function told({ message }: ConfigError): readonly string[] {
  const [, ...problems] = message.split("\n").map((line) => line.trim());
  return problems.slice(0, mostTold);
}

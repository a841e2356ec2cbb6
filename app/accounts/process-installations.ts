import type { Config } from "../../platform/config/load-config.ts";
import type { Logger } from "../../platform/telemetry/log.ts";
import { keepLedger, type KeptLedger } from "../ledger/keep-ledger.ts";
import { learnTokens } from "../ledger/learn-tokens.ts";
import { tokenBooks } from "../webhook-tokens.ts";
import type { AccountSource } from "./account-source.ts";
import { followInstallations, type InstalledAccounts } from "./installed-accounts.ts";
import { withInstalled } from "./with-installed.ts";

export interface Installations {
  readonly installed: InstalledAccounts;
  readonly ledger: KeptLedger;
}

export interface ProcessInstallationsOptions {
  readonly base: AccountSource;
  readonly config: Pick<Config, "account" | "storage">;
  readonly log: Logger;
  /** Is given what ends the following. */
  readonly opened: AsyncDisposableStack;
}

/** The installed accounts of a process that runs for long, as the ledger has them at any time. */
export function processInstallations(options: ProcessInstallationsOptions): {
  readonly source: AccountSource;
  readonly installations: Installations;
} {
  const { base, config, log, opened } = options;
  const { storage, account } = config;
  const { baseUrl, dryRun } = account;
  const ledger = opened.use(keepLedger(storage));
  const installed = opened.use(
    followInstallations({
      ledger,
      log,
      // Another machine may have made the webhook.
      onNews: async () => learnTokens(await ledger.get(), storage),
    }),
  );
  const source = opened.use(
    withInstalled({
      base,
      installed,
      forAll: { baseUrl, dryRun },
      knownNames: () => Object.keys(tokenBooks(storage.data).known.all()),
    }),
  );
  return { source, installations: { installed, ledger } };
}

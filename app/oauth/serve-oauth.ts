import { createTokenClient, type TokenClient } from "../../aircall/oauth/token-client.ts";
import { createInstallStates } from "../../client/oauth/install-states.ts";
import { callbackPath, installUrl, oauthUrl } from "../../client/oauth/oauth-paths.ts";
import type { ReceiverOptions } from "../../client/webhook/receiver.ts";
import { installOAuthRoutes } from "../../client/oauth/oauth-routes.ts";
import type { OAuthStateStore } from "../../domain/account/oauth-state.ts";
import type { Config } from "../../platform/config/load-config.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { AccountSource } from "../accounts/account-source.ts";
import type { InstalledAccounts } from "../accounts/installed-accounts.ts";
import type { KeptLedger } from "../ledger/keep-ledger.ts";
import { completeInstallation } from "./complete-installation.ts";
import { installAccount } from "./install-account.ts";
import { withCredential } from "../with-credential.ts";

export interface ServeOAuthOptions {
  readonly config: Config;
  readonly source: AccountSource;
  readonly installed: InstalledAccounts;
  readonly ledger: KeptLedger;
  readonly log: Logger;
}

/** What installs accounts in a process with a receiver. */
export interface ServedOAuth extends Disposable {
  /** Null where no client id is configured. */
  readonly routes: ReceiverOptions["routes"] | null;
  /**
   * Aircall says that a company has removed us.
   *
   * @param at when, milliseconds since the epoch, of Aircall's clock; null: now
   */
  readonly removed: (account: string, at: number | null) => Promise<void>;
}

/** Aircall's moments are whole seconds, of a clock that need not be ours. */
const clocksApartMs = 5_000;

/** Between two tries to complete what could not be completed at once. */
const completeEveryMs = 30_000;

/** Null where tokens are not traded here. */
export function tokenClientOf({
  oauth,
  account,
  receiver: { publicUrl },
}: Pick<Config, "oauth" | "account" | "receiver">): TokenClient | null {
  if (!oauth) return null;
  const redirectUri = publicUrl === null ? "" : oauthUrl(publicUrl, callbackPath);
  return createTokenClient({ ...oauth, baseUrl: account.baseUrl, redirectUri });
}

export function serveOAuth(options: ServeOAuthOptions): ServedOAuth {
  const { config, source, installed, ledger, log } = options;
  const { oauth, receiver, storage, account } = config;
  const { keys } = storage.ledger;
  const { baseUrl, dryRun } = account;
  const isDryRun = (name: string): boolean =>
    source.current().find((one) => one.name === name)?.dryRun ?? dryRun;
  const tokenClient = tokenClientOf(config);
  const incomplete = new Set<string>();
  let knowsAll = false;

  const completeOne = async (name: string): Promise<void> => {
    const one = installed.current()?.find((other) => other.account === name);
    const configured = source.current().find((other) => other.name === name);
    const tokens = one?.tokens;
    if (!tokens || isDryRun(name)) return;
    await withCredential(configured?.baseUrl ?? baseUrl, tokens, async (client) =>
      completeInstallation({
        account: name,
        client,
        ledger: await ledger.get(),
        config,
        forgetsOthers: false,
      }),
    );
  };
  const completeAll = async (): Promise<void> => {
    // An earlier process may have ended within an installation.
    if (!knowsAll) for (const one of installed.current() ?? []) incomplete.add(one.account);
    knowsAll ||= installed.current() !== null;
    for (const name of incomplete) {
      try {
        await completeOne(name);
        incomplete.delete(name);
      } catch (error) {
        log.debug(
          { account: name, ...loggable(error) },
          "the account's events are asked for later",
        );
      }
    }
  };
  let completing: Promise<void> | null = null;
  const completeNow = (): void => {
    completing ??= completeAll().finally(() => (completing = null));
  };
  const timer = setInterval(completeNow, completeEveryMs);
  const followed = installed.onChange(() => {
    if (!knowsAll) completeNow();
  });

  const states: OAuthStateStore = {
    put: async (...args) => (await ledger.get()).oauthStates.put(...args),
    take: async (state) => (await ledger.get()).oauthStates.take(state),
  };
  /** By OAuth alone: an account with a key of its own is not connected by a click, nor one that differs by case. */
  const mayBe = (name: string): boolean =>
    source
      .current()
      .every(
        (one) =>
          one.name.toLowerCase() !== name.toLowerCase() ||
          (one.byOAuth === true && one.name === name),
      );
  const isNameTaken = (name: string): boolean =>
    source.current().some((one) => one.name.toLowerCase() === name.toLowerCase());
  if (oauth) tellReadiness(config, log);
  return {
    routes:
      oauth && tokenClient
        ? (server) =>
            installOAuthRoutes(server, {
              ...oauth,
              publicUrl: receiver.publicUrl,
              states: keys.length === 0 ? null : createInstallStates(keys, states),
              mayBe,
              onTrouble: (error) => log.error(loggable(error), "an installation cannot go on"),
              install: (code, askedFor) =>
                installAccount(code, askedFor, {
                  config,
                  baseUrl,
                  isDryRun,
                  tokenClient,
                  ledger,
                  isNameTaken,
                  log,
                  onConnected: () => installed.look(),
                  onIncomplete: (name) => incomplete.add(name),
                }),
            })
        : null,
    removed: async (name, at) => {
      const { installations } = await ledger.get();
      const known = await installations.find(name);
      const isLate = at !== null && known !== null && at + clocksApartMs < known.changedAt;
      if (isLate && known.state === "connected") {
        log.info(
          { account: name },
          "a late report of an earlier removal is ignored: the account has been installed again since",
        );
        return;
      }
      await installations.disconnect(name, "the company has removed Afterbeep at Aircall");
      log.warn({ account: name }, "the company has removed Afterbeep: its account is disconnected");
      await installed.look();
    },
    [Symbol.dispose]: () => {
      clearInterval(timer);
      followed[Symbol.dispose]();
    },
  };
}

function tellReadiness({ receiver, storage }: Config, log: Logger): void {
  const lacks = [
    ...(storage.ledger.keys.length === 0 ? ["AFTERBEEP_ENCRYPTION_KEY"] : []),
    ...(receiver.publicUrl === null ? ["PUBLIC_URL"] : []),
  ];
  if (lacks.length > 0 || receiver.publicUrl === null) {
    log.warn({ lacks }, "no company can install Afterbeep yet: variables are not set");
    return;
  }
  log.info({ install: installUrl(receiver.publicUrl, null) }, "companies can install Afterbeep");
}

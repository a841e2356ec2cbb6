import { noSettings } from "../../domain/account/account-settings.ts";
import { createListeners, type AccountSource, type ConfiguredAccount } from "./account-source.ts";
import type { InstalledAccount, InstalledAccounts } from "./installed-accounts.ts";

/** What the environment says of every account. */
interface ForAll {
  readonly baseUrl: string;
  readonly dryRun: boolean;
}

/**
 * What is configured, completed by what is installed: an account of the file with `oauth: true` gets its token, and a
 * company that the file does not name is an account of its own.
 */
export function joinInstalled(
  configured: readonly ConfiguredAccount[],
  installed: readonly InstalledAccount[],
  forAll: ForAll,
): readonly ConfiguredAccount[] {
  const byName = new Map(installed.map((one) => [one.account, one]));
  const named = new Set(configured.map(({ name }) => name.toLowerCase()));
  return [
    ...configured.map((account) => {
      if (!isByOAuth(account)) return account;
      return {
        ...account,
        credential: byName.get(account.name)?.credential ?? null,
        byOAuth: true,
      };
    }),
    ...installed
      // A key in the file goes before an installation of that name: somebody has written it there.
      .filter(({ account }) => !named.has(account.toLowerCase()))
      .map(({ account, credential }) => toAccount(account, credential, forAll)),
  ];
}

/** Of the file, with `oauth: true`. */
export function isByOAuth({ origin, credential }: ConfiguredAccount): boolean {
  return origin === "file" && credential === null;
}

function toAccount(
  name: string,
  credential: ConfiguredAccount["credential"],
  forAll: ForAll,
): ConfiguredAccount {
  return {
    name,
    origin: "installed",
    byOAuth: true,
    credential,
    ...forAll,
    webhookTokens: [],
    lines: [],
    requestsPerMinute: null,
    settings: noSettings,
  };
}

export interface WithInstalledOptions {
  readonly base: AccountSource;
  readonly installed: Pick<InstalledAccounts, "current" | "onChange">;
  readonly forAll: ForAll;
  /** Names whose webhooks have tokens: they stand for the installations until the ledger answers. */
  readonly knownNames: () => readonly string[];
}

/** Both as one source. */
export function withInstalled(options: WithInstalledOptions): AccountSource & Disposable {
  const { base, installed, forAll, knownNames } = options;
  const changed = createListeners();
  const join = (): readonly ConfiguredAccount[] => {
    const found = installed.current();
    if (found) return joinInstalled(base.current(), found, forAll);
    const named = new Set(base.current().map(({ name }) => name.toLowerCase()));
    return [
      ...joinInstalled(base.current(), [], forAll),
      ...knownNames()
        .filter((name) => !named.has(name.toLowerCase()))
        .map((name) => toAccount(name, null, forAll)),
    ];
  };
  let current = join();
  const rejoin = (): void => {
    current = join();
    changed.call();
  };
  const followed = [base.onChange(rejoin), installed.onChange(rejoin)];
  return {
    current: () => current,
    onChange: changed.add,
    [Symbol.dispose]: () => {
      for (const one of followed) one[Symbol.dispose]();
    },
  };
}

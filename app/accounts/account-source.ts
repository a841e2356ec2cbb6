import { defaultAccount } from "../../domain/account/account-id.ts";
import type { Credential, Disconnected } from "../../domain/account/credential.ts";
import type { ConfiguredAccount as AccountOfConfiguration } from "../../platform/config/configured-account.ts";

/** An account that is configured, wherever it came from: an installation by OAuth is another source. */
export interface ConfiguredAccount extends Omit<AccountOfConfiguration, "origin" | "credential"> {
  readonly origin: AccountOfConfiguration["origin"] | "installed";
  readonly credential: Credential | Disconnected | null;
  /** Whether OAuth brings its credential, also where a file has its settings. */
  readonly byOAuth?: boolean;
}

/** One that may be asked for at Aircall: its credential is there, and was not taken away. */
export interface AccountWithCredential extends ConfiguredAccount {
  readonly credential: Credential;
}

export function hasCredential(account: ConfiguredAccount): account is AccountWithCredential {
  return account.credential !== null && !("disconnected" in account.credential);
}

/** All accounts that are configured now, and what changes. */
export interface AccountSource {
  readonly current: () => readonly ConfiguredAccount[];
  /** Calls back after each change, until it is disposed of. */
  readonly onChange: (listener: () => void) => Disposable;
}

/** Accounts that do not change as long as a command runs. */
export function fixedAccounts(accounts: readonly ConfiguredAccount[]): AccountSource {
  return { current: () => accounts, onChange: () => ({ [Symbol.dispose]: () => {} }) };
}

/**
 * The account that is meant where none is named, as in the webhook's address without a name: the one that is called so,
 * or that of the environment, or the only one. Null where nobody can say.
 */
export function unnamedAccount(accounts: readonly ConfiguredAccount[]): string | null {
  const [only, ...others] = accounts;
  const meant =
    accounts.find(({ name }) => name === defaultAccount) ??
    accounts.find(({ origin }) => origin === "environment") ??
    (others.length === 0 ? only : undefined);
  return meant?.name ?? null;
}

/** Whoever wants to be called back. */
export interface Listeners<Args extends readonly unknown[] = readonly []> {
  readonly add: (listener: (...args: Args) => void) => Disposable;
  readonly call: (...args: Args) => void;
}

export function createListeners<Args extends readonly unknown[] = readonly []>(): Listeners<Args> {
  const listeners = new Set<(...args: Args) => void>();
  return {
    add: (listener) => {
      listeners.add(listener);
      return { [Symbol.dispose]: () => void listeners.delete(listener) };
    },
    call: (...args) => {
      for (const listener of listeners) listener(...args);
    },
  };
}

import { isDeepStrictEqual } from "node:util";
import type { Accounts } from "../../activities/accounts.ts";
import { noSettings, type AccountSettings } from "../../domain/account/account-settings.ts";
import type { TransportOptions } from "../../aircall/http/transport.ts";
import type { Config } from "../../platform/config/load-config.ts";
import type { Logger } from "../../platform/telemetry/log.ts";
import { openAccount, type OpenAccount, type UsableAccount } from "../open-account.ts";
import { createListeners, type AccountSource, type ConfiguredAccount } from "./account-source.ts";

/** The accounts of this process. Each is opened with its first use, and changes as what is configured does. */
export interface AccountRegistry extends Accounts {
  /** Also one that was removed, as long as its work goes on. */
  readonly get: (name: string) => OpenAccount | undefined;
  /** Those that are configured and can be used. */
  readonly usable: () => readonly UsableAccount[];
  /** Null for an account that this process does not serve. What names none is the only account's. */
  readonly settings: (name: string | undefined) => AccountSettings | null;
  /** Whether Aircall takes the credential of each that is configured; null where nobody knows yet. */
  readonly credentials: () => Readonly<Record<string, boolean | null>>;
  /** Calls back after each change of what is configured. */
  readonly onChange: AccountSource["onChange"];
  /** Calls back whenever one of `credentials` has changed. */
  readonly onCredential: (listener: () => void) => Disposable;
  /** Calls back whenever an account has a good credential, or another one. */
  readonly onRecovery: (listener: (account: string) => void) => Disposable;
  /** Calls back whenever Aircall does not know a call of an account that was announced. */
  readonly onUnknown: (listener: (account: string) => void) => Disposable;
  /** Those that were removed since the start, and whose work goes on. */
  readonly leaving: () => readonly string[];
  /** Lets one of those go, once what it has under way is answered. One that was configured again stays. */
  readonly release: (name: string) => Promise<void>;
  /** Resolves when the requests under way are answered. */
  readonly close: () => Promise<void>;
}

export interface RegistryOptions {
  readonly source: AccountSource;
  readonly config: Pick<Config, "receiver" | "storage">;
  readonly log: Logger;
  /** Counts an account's requests. (Default: nobody does) */
  readonly meter?: (account: string) => Pick<TransportOptions, "onSent">;
}

export function openRegistry(options: RegistryOptions): AccountRegistry {
  const { source, config, log, meter } = options;
  const open = new Map<string, OpenAccount>();
  const changed = createListeners();
  const credential = createListeners();
  const recovery = createListeners<[account: string]>();
  const unknown = createListeners<[account: string]>();
  let configured = usableIn(source);
  const leaving = new Map<string, UsableAccount>();

  const followed = source.onChange(() => {
    const before = configured;
    configured = usableIn(source);
    for (const [name, account] of configured) {
      leaving.delete(name);
      if (!isDeepStrictEqual(before.get(name), account)) open.get(name)?.change(account);
    }
    for (const [name, account] of before) if (!configured.has(name)) leaving.set(name, account);
    changed.call();
    credential.call();
  });
  const begin = (account: UsableAccount): OpenAccount => {
    const { name } = account;
    const opened = openAccount({ account, config, log, ...meter?.(name) });
    opened.onCredential(credential.call);
    opened.onRecovery(() => recovery.call(name));
    opened.onUnknown(() => unknown.call(name));
    open.set(name, opened);
    return opened;
  };
  const get = (name: string): OpenAccount | undefined => {
    const standing = open.get(name);
    if (standing) return standing;
    const account = configured.get(name) ?? leaving.get(name);
    return account && begin(account);
  };
  return {
    get,
    usable: () => [...configured.values()],
    settings: (name) => {
      if (name !== undefined) {
        return (configured.get(name) ?? leaving.get(name))?.settings ?? null;
      }
      const [only, ...others] = configured.values();
      return only && others.length === 0 ? only.settings : noSettings;
    },
    credentials: () =>
      Object.fromEntries(
        [...configured.keys()].map((name) => [name, open.get(name)?.credentialGood() ?? null]),
      ),
    onChange: changed.add,
    onCredential: credential.add,
    onRecovery: recovery.add,
    onUnknown: unknown.add,
    leaving: () => [...leaving.keys()],
    release: async (name) => {
      if (!leaving.delete(name)) return;
      const account = open.get(name);
      open.delete(name);
      await account?.close();
    },
    close: async () => {
      followed[Symbol.dispose]();
      const all = [...open.values()];
      open.clear();
      configured = new Map();
      leaving.clear();
      await Promise.all(all.map((account) => account.close()));
    },
  };
}

function usableIn(source: AccountSource): ReadonlyMap<string, UsableAccount> {
  return new Map(
    source.current().flatMap((account) => (isUsable(account) ? [[account.name, account]] : [])),
  );
}

/** One without a credential waits for its installation. */
export function isUsable(account: ConfiguredAccount): account is UsableAccount {
  return account.credential !== null;
}

import { setTimeout as delay } from "node:timers/promises";
import type { Credential } from "../../domain/account/credential.ts";
import type { Logger } from "../../platform/telemetry/log.ts";
import { withCredential } from "../with-credential.ts";
import { createListeners, type AccountSource, type ConfiguredAccount } from "./account-source.ts";

export interface WithoutTwinsOptions {
  readonly source: AccountSource;
  readonly log: Logger;
  /** An account is held back for so long at most until Aircall has named its company, milliseconds. (Default: 3,000) */
  readonly patienceMs?: number;
  /** Aircall is asked again after so long where it has not answered, milliseconds. (Default: a minute) */
  readonly againMs?: number;
}

/** What is known of a credential: its company; null where Aircall does not say; undefined as long as it is asked. */
type Company = number | null | undefined;

/**
 * The accounts, each company once: two entries for one company, by two keys or by a key and a click, would write two
 * comments on each of its calls. The one that comes first serves it, and the other is set aside and told of. Where one
 * account is alone Aircall is not asked.
 */
export function withoutTwins(options: WithoutTwinsOptions): AccountSource & Disposable {
  const { source, log, patienceMs = 3_000, againMs = 60_000 } = options;
  const changed = createListeners();
  const closing = new AbortController();
  const companies = new Map<string, Company>();
  const told = new Set<string>();
  let current: readonly ConfiguredAccount[] = [];

  const ask = async (key: string, { baseUrl, credential }: Asked): Promise<void> => {
    companies.set(key, undefined);
    const given = setTimeout(() => settle(key, null), patienceMs);
    try {
      settle(key, await companyOf(baseUrl, credential));
    } catch {
      settle(key, null);
      await delay(againMs, undefined, { signal: closing.signal, ref: false });
      companies.delete(key);
      look();
    } finally {
      clearTimeout(given);
    }
  };
  const settle = (key: string, company: number | null): void => {
    companies.set(key, company);
    look();
  };
  const look = (): void => {
    if (closing.signal.aborted) return;
    const before = current;
    current = distinct();
    if (before.length === current.length && before.every((one, at) => one === current[at])) return;
    changed.call();
  };
  const distinct = (): readonly ConfiguredAccount[] => {
    const all = source.current();
    const asked = all.filter(isAsked);
    if (asked.length < 2) return all;
    const keys = new Set(asked.map(keyOf));
    for (const key of companies.keys()) if (!keys.has(key)) companies.delete(key);
    const served = new Set(current.map(({ name }) => name));
    const owners = new Map<string, string>();
    let isAsking = false;
    return all.filter((account) => {
      if (!isAsked(account)) return true;
      const key = keyOf(account);
      // Its end is told by `look`; interrupted, nobody waits for it.
      if (!companies.has(key)) ask(key, account).catch(() => {});
      const company = companies.get(key);
      isAsking ||= company === undefined;
      // Whoever is served goes on, with a renewed token too; who is new waits until all before it are known.
      if (isAsking) return served.has(account.name);
      if (company === null || company === undefined) return true;
      const site = `${account.baseUrl} ${company}`;
      const owner = owners.get(site);
      owners.set(site, owner ?? account.name);
      if (owner === undefined) return true;
      tell(account.name, owner, company);
      return false;
    });
  };
  const tell = (account: string, owner: string, company: number): void => {
    const what = `${account} ${owner}`;
    if (told.has(what)) return;
    told.add(what);
    log.error(
      { account, owner, company },
      "the account is the company of another account, which serves it: this one is set aside; remove one of the two",
    );
  };
  current = distinct();
  const followed = source.onChange(() => {
    current = distinct();
    changed.call();
  });
  return {
    current: () => current,
    onChange: changed.add,
    [Symbol.dispose]: () => {
      closing.abort();
      followed[Symbol.dispose]();
    },
  };
}

interface Asked extends ConfiguredAccount {
  readonly credential: Credential;
}

function isAsked(account: ConfiguredAccount): account is Asked {
  return account.credential !== null && !("disconnected" in account.credential);
}

function keyOf({ baseUrl, credential }: Asked): string {
  return JSON.stringify([baseUrl, credential]);
}

/**
 * The company of a credential; null where Aircall names none.
 *
 * @throws AircallError when it does not answer, or refuses the credential
 */
export async function companyOf(baseUrl: string, credential: Credential): Promise<number | null> {
  const { company_id: id } = await withCredential(baseUrl, credential, (client) =>
    client.integrations.me(),
  );
  return id ?? null;
}

import { setTimeout as delay } from "node:timers/promises";
import { AircallHttpError } from "../../aircall/http/errors.ts";
import type { Logger } from "../../platform/telemetry/log.ts";
import { companyOf } from "../company-of.ts";
import {
  createListeners,
  hasCredential,
  type AccountSource,
  type AccountWithCredential,
  type ConfiguredAccount,
} from "./account-source.ts";
import { twinsOf } from "./twins-of.ts";

export interface WithoutTwinsOptions {
  readonly source: AccountSource;
  readonly log: Logger;
  /** A new account is held back for so long at most until Aircall has named its company, ms. (Default: 3,000) */
  readonly patienceMs?: number;
  /** Aircall is asked again after so long where it has not answered, then ever more rarely, ms. (Default: 60,000) */
  readonly againMs?: number;
}

/** The accounts of which none writes on another's calls. */
export interface DistinctAccounts extends AccountSource, Disposable {
  /** Resolves when each that is there at first has been asked for, or has been waited for long enough. */
  readonly settled: Promise<void>;
}

const longestAgainMs = 3_600_000;

/**
 * Two entries for one company, by two keys or by a key and a click, would write two comments on each of its calls. The
 * one that comes first serves it; the other one is as if it were disconnected, and told of. Where an account is alone
 * Aircall is not asked; where Aircall does not say whose a credential is, the account is served.
 */
export function withoutTwins(options: WithoutTwinsOptions): DistinctAccounts {
  const { source, log, patienceMs = 3_000, againMs = 60_000 } = options;
  const changed = createListeners();
  const closing = new AbortController();
  /** By credential; null: not known. Without an entry it has not been asked for. */
  const answers = new Map<string, number | null>();
  const asking = new Map<string, Promise<void>>();
  /** By account, as last known: a renewed token is most likely of the same company. */
  const known = new Map<string, number>();
  const told = new Map<string, string>();
  let current: readonly ConfiguredAccount[] = [];

  const ask = async (
    key: string,
    { name, baseUrl, credential }: AccountWithCredential,
  ): Promise<void> => {
    for (let pauseMs = againMs; ; pauseMs = Math.min(2 * pauseMs, longestAgainMs)) {
      try {
        const company = await companyOf(baseUrl, credential, closing.signal);
        if (company !== null) known.set(name, company);
        answers.set(key, company);
        return look();
      } catch (error) {
        answers.set(key, null);
        look();
        // Whoever may not ask may not ask later either.
        if (error instanceof AircallHttpError && [401, 403, 404].includes(error.status)) return;
      }
      await delay(pauseMs, undefined, { signal: closing.signal, ref: false });
      if (!source.current().some((one) => hasCredential(one) && keyOf(one) === key)) return;
    }
  };
  /** Resolves when Aircall has answered, or for as long as anybody waits for it. */
  const begin = async (key: string, account: AccountWithCredential): Promise<void> => {
    // Interrupted, nobody waits for it.
    const asked = ask(key, account).catch(() => {});
    await Promise.race([asked, delay(patienceMs, undefined, { ref: false })]);
    if (answers.has(key)) return;
    answers.set(key, null);
    look();
  };
  const distinct = (): readonly ConfiguredAccount[] => {
    const all = source.current();
    const asked = all.filter(hasCredential);
    if (asked.length < 2) return all;
    const keys = new Set(asked.map(keyOf));
    for (const key of asking.keys()) {
      if (keys.has(key)) continue;
      asking.delete(key);
      answers.delete(key);
    }
    for (const account of asked) {
      const key = keyOf(account);
      if (!asking.has(key)) asking.set(key, begin(key, account));
    }
    const twins = twinsOf(all, (account) => {
      const answer = hasCredential(account) ? (answers.get(keyOf(account)) ?? null) : null;
      return answer ?? known.get(account.name) ?? null;
    });
    const served = new Set(current.map(({ name }) => name));
    let waits = false;
    return all.flatMap((account) => {
      waits ||= hasCredential(account) && !answers.has(keyOf(account));
      // Who is new waits until all before it are known, and it is.
      if (waits && !served.has(account.name)) return [];
      return [setAside(account, twins.get(account.name))];
    });
  };
  const setAside = (account: ConfiguredAccount, owner: string | undefined): ConfiguredAccount => {
    const { name } = account;
    if (owner === undefined) {
      told.delete(name);
      return account;
    }
    const disconnected = `it belongs to the same Aircall company as ${owner}, which serves it`;
    if (told.get(name) !== owner) log.error({ account: name }, `${setAsideWords}: ${disconnected}`);
    told.set(name, owner);
    return { ...account, credential: { disconnected } };
  };
  const look = (): void => {
    if (closing.signal.aborted) return;
    current = distinct();
    changed.call();
  };
  current = distinct();
  const settled = (async (): Promise<void> => {
    await Promise.all(asking.values());
  })();
  const followed = source.onChange(look);
  return {
    current: () => current,
    onChange: changed.add,
    settled,
    [Symbol.dispose]: () => {
      closing.abort();
      followed[Symbol.dispose]();
    },
  };
}

const setAsideWords = "the account is set aside; remove one of the two";

function keyOf({ baseUrl, credential }: AccountWithCredential): string {
  return JSON.stringify([baseUrl, credential]);
}

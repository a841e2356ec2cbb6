import type { ConfiguredAccount } from "./account-source.ts";

/** The command line does not say which account is meant, or names one that there is not. */
export class AccountChoiceError extends Error {
  override readonly name = "AccountChoiceError";
}

/** More names than a sentence should hold. */
const mostNamed = 20;

/**
 * The accounts that a command is for.
 *
 * @param name as in `--account`; undefined for all
 * @throws AccountChoiceError when there is no such account
 */
export function accountsFor<Account extends Pick<ConfiguredAccount, "name">>(
  accounts: readonly Account[],
  name: string | undefined,
): readonly Account[] {
  if (name === undefined) return accounts;
  const named = accounts.filter((account) => account.name === name);
  if (named.length > 0) return named;
  throw new AccountChoiceError(
    `error: there is no account ${name}; configured: ${namesOf(accounts)}`,
  );
}

/**
 * The account that a command is for which is for one alone.
 *
 * @param name as in `--account`; undefined for the only one
 * @throws AccountChoiceError when there are several, or no such account
 */
export function accountFor<Account extends Pick<ConfiguredAccount, "name">>(
  accounts: readonly Account[],
  name: string | undefined,
): Account {
  const [only, ...others] = accountsFor(accounts, name);
  if (only && others.length === 0) return only;
  throw new AccountChoiceError(
    only
      ? `error: choose one with --account: ${namesOf(accounts)}`
      : "error: no account is configured",
  );
}

function namesOf(accounts: readonly Pick<ConfiguredAccount, "name">[]): string {
  const names = accounts.map(({ name }) => name);
  const shown = names.slice(0, mostNamed).join(", ");
  return names.length > mostNamed ? `${shown} and ${names.length - mostNamed} more` : shown;
}

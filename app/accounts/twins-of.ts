import type { ConfiguredAccount } from "./account-source.ts";

/**
 * Accounts that would write on the same calls as one that stands before them: of one company, of lines that overlap,
 * and neither a dry run.
 *
 * @param companyOf Aircall's id; null where it is not known
 * @returns by name of such an account, the one that serves its company
 */
export function twinsOf(
  accounts: readonly ConfiguredAccount[],
  companyOf: (account: ConfiguredAccount) => number | null,
): ReadonlyMap<string, string> {
  const owners: { readonly account: ConfiguredAccount; readonly company: number }[] = [];
  const twins = new Map<string, string>();
  for (const account of accounts) {
    const company = account.dryRun ? null : companyOf(account);
    if (company === null) continue;
    const owner = owners.find(
      (one) =>
        one.company === company &&
        one.account.baseUrl === account.baseUrl &&
        overlap(one.account.lines, account.lines),
    );
    if (owner) twins.set(account.name, owner.account.name);
    else owners.push({ account, company });
  }
  return twins;
}

/** None means all. */
function overlap(some: readonly number[], others: readonly number[]): boolean {
  return some.length === 0 || others.length === 0 || some.some((line) => others.includes(line));
}

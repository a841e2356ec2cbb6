import { hasCredential } from "../accounts/account-source.ts";
import { twinsOf } from "../accounts/twins-of.ts";
import { companyOf } from "../company-of.ts";
import type { UsableAccount } from "../open-account.ts";
import { bad, good, type Check } from "./check.ts";

/**
 * Whether each account belongs to a different company: one request each, at once.
 *
 * @param accounts whose credentials Aircall takes
 */
export async function checkCompanies(accounts: readonly UsableAccount[]): Promise<Check[]> {
  if (accounts.length < 2) return [];
  const companies = new Map(
    await Promise.all(accounts.map(async (one) => [one.name, await companyIfTold(one)] as const)),
  );
  const twins = twinsOf(accounts, ({ name }) => companies.get(name) ?? null);
  const untold = accounts.flatMap(({ name }) => (companies.get(name) === null ? [name] : []));
  if (twins.size === 0) {
    const rest = untold.length === 0 ? "" : `; Aircall does not say for ${untold.join(", ")}`;
    return [good("company", `no two accounts belong to one company${rest}`)];
  }
  return [...twins].map(([account, owner]) => ({
    ...bad(
      "company",
      `it belongs to the same Aircall company as ${owner}, which serves it: ${account} is set aside`,
      `remove ${account} or ${owner}: an entry of afterbeep.yaml, AIRCALL_*, or afterbeep accounts disconnect`,
    ),
    account,
  }));
}

async function companyIfTold(account: UsableAccount): Promise<number | null> {
  if (!hasCredential(account)) return null;
  return companyOf(account.baseUrl, account.credential).catch(() => null);
}

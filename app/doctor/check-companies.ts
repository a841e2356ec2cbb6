import { companyOf } from "../accounts/without-twins.ts";
import type { UsableAccount } from "../open-account.ts";
import { bad, good, type Check } from "./check.ts";

/**
 * Whether several accounts are as many companies: one request each, at once. Those whose company Aircall does not name
 * are taken for companies of their own.
 *
 * @param accounts whose credentials Aircall takes
 */
export async function checkCompanies(accounts: readonly UsableAccount[]): Promise<Check[]> {
  if (accounts.length < 2) return [];
  const sites = await Promise.all(accounts.map(siteOf));
  const owners = new Map<string, string>();
  const twins = accounts.flatMap(({ name }, at) => {
    const site = sites[at] ?? null;
    if (site === null) return [];
    const owner = owners.get(site);
    owners.set(site, owner ?? name);
    return owner === undefined ? [] : [{ name, owner }];
  });
  if (twins.length === 0) return [good("company", "each account is a company of its own")];
  return twins.map(({ name, owner }) => ({
    ...bad(
      "company",
      `it is the company of ${owner}, which serves it: ${name} is set aside`,
      `remove ${name} or ${owner}: an entry of afterbeep.yaml, AIRCALL_*, or afterbeep accounts disconnect`,
    ),
    account: name,
  }));
}

async function siteOf({ baseUrl, credential }: UsableAccount): Promise<string | null> {
  if ("disconnected" in credential) return null;
  const company = await companyOf(baseUrl, credential).catch(() => null);
  return company === null ? null : `${baseUrl} ${company}`;
}

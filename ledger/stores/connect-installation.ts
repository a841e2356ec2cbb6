import { sql, type Transaction } from "kysely";
import { AccountTakenError } from "../../domain/account/installation-errors.ts";
import type { NewInstallation } from "../../domain/account/installation.ts";
import type { Sealer } from "../../platform/encryption/sealer.ts";
import type { InstallationRow, Tables } from "../database/tables.ts";
import { sealTokens } from "./seal-tokens.ts";

/**
 * A company that is known keeps its name; a new one gets the name that is wished.
 *
 * @throws AccountTakenError
 */
export async function connectIn(
  trx: Transaction<Tables>,
  { account: wished, company, tokens }: NewInstallation,
  sealer: Sealer,
): Promise<InstallationRow> {
  const known = await knownAs(trx, wished, company?.id ?? null);
  const account = known?.account ?? wished;
  const now = Date.now();
  const fresh = {
    ...sealTokens(account, tokens, sealer),
    company_id: company?.id ?? known?.company_id ?? null,
    company_name: company?.name ?? known?.company_name ?? null,
    state: "connected",
    reason: null,
    changed_at: now,
  } as const;
  return known
    ? trx
        .updateTable("installation")
        .set({ ...fresh, version: known.version + 1 })
        .where("account", "=", account)
        .returningAll()
        .executeTakeFirstOrThrow()
    : trx
        .insertInto("installation")
        .values({ account, ...fresh, version: 1, installed_at: now })
        .returningAll()
        .executeTakeFirstOrThrow();
}

async function knownAs(
  trx: Transaction<Tables>,
  wished: string,
  companyId: number | null,
): Promise<InstallationRow | null> {
  const all = trx.selectFrom("installation").selectAll();
  const byCompany =
    companyId === null
      ? undefined
      : await all.where("company_id", "=", companyId).executeTakeFirst();
  if (byCompany) return byCompany;
  const byName = await all
    .where(sql<string>`lower(account)`, "=", wished.toLowerCase())
    .executeTakeFirst();
  if (!byName) return null;
  if (byName.account !== wished) {
    throw new AccountTakenError(
      `the account name ${wished} differs from ${byName.account} by case only: choose another`,
    );
  }
  // A company that Aircall does not name may be any other.
  if (byName.company_id !== null) {
    throw new AccountTakenError(
      `account ${wished} is company ${byName.company_id}${byName.company_name === null ? "" : ` (${byName.company_name})`} already, not ${companyId ?? "one that Aircall does not name"}: choose another name`,
    );
  }
  return byName;
}

import type {
  Installation,
  InstallationStore,
  InstallationTokens,
  OAuthTokens,
} from "../../domain/account/installation.ts";
import type { Sealer } from "../../platform/encryption/sealer.ts";
import { LedgerError } from "../database/ledger-error.ts";
import type { Database } from "../database/open-database.ts";
import type { InstallationRow } from "../database/tables.ts";
import { connectIn } from "./connect-installation.ts";
import type { Leases } from "./leases.ts";
import { rotateTokens } from "./rotate-tokens.ts";
import { openTokens, sealTokens } from "./seal-tokens.ts";

export interface InstallationStoreOptions {
  readonly database: Database;
  readonly sealer: Sealer;
  readonly leases: Leases;
  /** A process that refreshes for longer has lost its turn. */
  readonly refreshMs: number;
}

export function createInstallations(options: InstallationStoreOptions): InstallationStore {
  const { database, sealer } = options;
  const { ask, change } = database;
  const find = (column: "account" | "company_id", value: string | number) =>
    ask(async (db) => {
      const row = await db
        .selectFrom("installation")
        .selectAll()
        .where(column, "=", value)
        .executeTakeFirst();
      return row ? toInstallation(row) : null;
    });
  const tokens = async (account: string): Promise<InstallationTokens | null> => {
    const row = await ask((db) =>
      db.selectFrom("installation").selectAll().where("account", "=", account).executeTakeFirst(),
    );
    return row ? openTokens(row, sealer) : null;
  };
  /** Unless others came first, or the account was disconnected: then null. */
  const replace = async (
    account: string,
    seen: number,
    fresh: OAuthTokens,
  ): Promise<InstallationTokens | null> => {
    const stored = await ask((db) =>
      db
        .updateTable("installation")
        .set({
          ...sealTokens(account, fresh, sealer),
          version: seen + 1,
          changed_at: Date.now(),
        })
        .where("account", "=", account)
        .where("version", "=", seen)
        .returning("account")
        .executeTakeFirst(),
    );
    return stored ? { ...fresh, version: seen + 1 } : null;
  };
  return {
    list: () =>
      ask(async (db) =>
        (await db.selectFrom("installation").selectAll().orderBy("account").execute()).map(
          toInstallation,
        ),
      ),
    find: (account) => find("account", account),
    findCompany: (companyId) => find("company_id", companyId),
    tokens,
    connect: async (installation) => {
      if (!sealer.seals) {
        throw new LedgerError("key", {
          why: "AFTERBEEP_ENCRYPTION_KEY is not set, and tokens of an installed account are kept encrypted or not at all",
          fix: "npx afterbeep codec key prints a key for it",
        });
      }
      return toInstallation(await change((trx) => connectIn(trx, installation, sealer)));
    },
    rotate: (rotation) => rotateTokens(rotation, { ...options, tokens, replace }),
    disconnect: async (account, reason) => {
      const now = Date.now();
      const known = await ask((db) =>
        db
          .updateTable("installation")
          .set(({ eb }) => ({
            state: "disconnected",
            reason,
            access_token: null,
            refresh_token: null,
            expires_at: null,
            version: eb("version", "+", 1),
            changed_at: now,
          }))
          .where("account", "=", account)
          .where("state", "=", "connected")
          .returning("account")
          .executeTakeFirst(),
      );
      return known !== undefined || (await find("account", account)) !== null;
    },
  };
}

function toInstallation(row: InstallationRow): Installation {
  const { account, company_id, company_name, state, reason, installed_at, changed_at } = row;
  return {
    account,
    companyId: company_id,
    companyName: company_name,
    state,
    reason,
    installedAt: installed_at,
    changedAt: changed_at,
  };
}

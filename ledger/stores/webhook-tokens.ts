import { randomUUID } from "node:crypto";
import type { KeptWebhookToken, WebhookTokenStore } from "../../domain/account/webhook-token.ts";
import type { Kysely } from "kysely";
import type { Sealer } from "../../platform/encryption/sealer.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";
import { placeOf } from "./sealed-texts.ts";

export function createWebhookTokens(
  { ask, change }: Database,
  sealer: Sealer,
): WebhookTokenStore {
  const read = async (
    db: Kysely<Tables>,
    account?: string,
  ): Promise<readonly (KeptWebhookToken & { readonly id: string })[]> => {
    const all = db.selectFrom("webhook_token").selectAll().orderBy("made_at").orderBy("id");
    const rows = await (
      account === undefined ? all : all.where("account", "=", account)
    ).execute();
    return rows.map(({ id, account: of, token: kept, webhook_id: webhookId, made_at: madeAt }) => ({
      id,
      account: of,
      token: sealer.open(kept, placeOf.webhookToken(of)),
      kept,
      webhookId,
      madeAt,
    }));
  };
  return {
    list: async (account) =>
      (await ask((db) => read(db, account))).map(({ id: _, ...token }) => token),
    keep: (account, token, webhookId) =>
      change(async (trx) => {
        const known = await read(trx, account);
        if (known.some((one) => one.token === token)) return;
        await trx
          .insertInto("webhook_token")
          .values({
            id: randomUUID(),
            account,
            token: sealer.seal(token, placeOf.webhookToken(account)),
            webhook_id: webhookId,
            // The latest one stays the last, also within a millisecond.
            made_at: Math.max(Date.now(), (known.at(-1)?.madeAt ?? 0) + 1),
          })
          .execute();
      }),
    forget: (account, except) =>
      change(async (trx) => {
        const old = (await read(trx, account)).filter(
          ({ token }) => except === undefined || token !== except,
        );
        for (const { id } of old) {
          await trx.deleteFrom("webhook_token").where("id", "=", id).execute();
        }
        return old.length;
      }),
  };
}

import { randomUUID } from "node:crypto";
import type { KeptWebhookToken, WebhookTokenStore } from "../../domain/account/webhook-token.ts";
import type { Kysely } from "kysely";
import type { Sealer } from "../../platform/encryption/sealer.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";
import { placeOf } from "./sealed-texts.ts";

export function createWebhookTokens({ ask, change }: Database, sealer: Sealer): WebhookTokenStore {
  const opened = ({ account, token, webhook_id, made_at }: Row): KeptWebhookToken => ({
    account,
    token: sealer.open(token, placeOf.webhookToken(account)),
    kept: token,
    webhookId: webhook_id,
    madeAt: made_at,
  });
  return {
    list: async (account) => (await ask((db) => rowsOf(db, account))).map(opened),
    keep: (account, token, webhookId) =>
      change(async (trx) => {
        const known = (await rowsOf(trx, account)).map(opened);
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
        const old = (await rowsOf(trx, account)).filter(
          (row) => except === undefined || opened(row).token !== except,
        );
        for (const { id } of old) {
          await trx.deleteFrom("webhook_token").where("id", "=", id).execute();
        }
        return old.length;
      }),
  };
}

type Row = Tables["webhook_token"];

/** The oldest first. */
function rowsOf(db: Kysely<Tables>, account?: string): Promise<Row[]> {
  const all = db.selectFrom("webhook_token").selectAll().orderBy("made_at").orderBy("id");
  return (account === undefined ? all : all.where("account", "=", account)).execute();
}

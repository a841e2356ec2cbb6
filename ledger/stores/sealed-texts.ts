import type { Kysely, Transaction } from "kysely";
import type { Misfit, Sealer } from "../../platform/encryption/sealer.ts";
import { placeOfWebhookToken } from "../../domain/account/webhook-token.ts";
import type { Database } from "../database/open-database.ts";
import type { Tables } from "../database/tables.ts";

/** Where a text is sealed for. */
export const placeOf = {
  accessToken: (account: string) => `installation/${account}/access_token`,
  refreshToken: (account: string) => `installation/${account}/refresh_token`,
  webhookToken: placeOfWebhookToken,
  salt: "salt",
} as const;

/** A text that a table holds sealed. */
interface SealedText {
  readonly kept: string;
  readonly place: string;
  /** For people. */
  readonly what: string;
  /** Replaces it, unless it was changed meanwhile. */
  readonly replace: (trx: Transaction<Tables>, kept: string) => Promise<unknown>;
}

/** All of them. */
async function sealedTexts(db: Kysely<Tables>): Promise<readonly SealedText[]> {
  const installations = await db
    .selectFrom("installation")
    .select(["account", "access_token", "refresh_token"])
    .execute();
  const tokens = await db.selectFrom("webhook_token").select(["id", "account", "token"]).execute();
  const salts = await db.selectFrom("salt").select(["id", "salt"]).execute();
  return [
    ...installations.flatMap(({ account, access_token: access, refresh_token: refresh }) => [
      ...ofInstallation(account, "access_token", access),
      ...ofInstallation(account, "refresh_token", refresh),
    ]),
    ...tokens.map(({ id, account, token }): SealedText => {
      return {
        kept: token,
        place: placeOf.webhookToken(account),
        what: `a webhook's token of account ${account}`,
        replace: (trx, kept) =>
          trx
            .updateTable("webhook_token")
            .set({ token: kept })
            .where("id", "=", id)
            .where("token", "=", token)
            .execute(),
      };
    }),
    ...salts.map(({ id, salt }): SealedText => {
      return {
        kept: salt,
        place: placeOf.salt,
        what: "the salt",
        replace: (trx, kept) =>
          trx
            .updateTable("salt")
            .set({ salt: kept })
            .where("id", "=", id)
            .where("salt", "=", salt)
            .execute(),
      };
    }),
  ];
}

const ofColumn = {
  access_token: { place: placeOf.accessToken, word: "access token" },
  refresh_token: { place: placeOf.refreshToken, word: "refresh token" },
} as const;

function ofInstallation(
  account: string,
  column: keyof typeof ofColumn,
  kept: string | null,
): readonly SealedText[] {
  if (kept === null) return [];
  const { place, word } = ofColumn[column];
  return [
    {
      kept,
      place: place(account),
      what: `the ${word} of account ${account}`,
      replace: (trx, sealed) =>
        trx
          .updateTable("installation")
          .set({ [column]: sealed })
          .where("account", "=", account)
          .where(column, "=", kept)
          .execute(),
    },
  ];
}

/** What none of the keys opens. */
export async function misfits(db: Kysely<Tables>, sealer: Sealer): Promise<readonly Misfit[]> {
  return (await sealedTexts(db)).flatMap(({ kept, place, what }) =>
    sealer.open(kept, place) === null ? [sealer.misfitOf(kept, what)] : [],
  );
}

/**
 * Seals under the first key what is kept in clear or under an older one, so that the older can be taken away. What no
 * key opens stays as it is. Returns how many were sealed anew.
 */
export async function reseal(database: Database, sealer: Sealer): Promise<number> {
  const stale = (await database.ask(sealedTexts)).filter(({ kept }) => sealer.isStale(kept));
  const opened = stale.flatMap((one) => {
    const text = sealer.open(one.kept, one.place);
    return text === null ? [] : [{ ...one, text }];
  });
  if (opened.length === 0) return 0;
  await database.change(async (trx) => {
    for (const { text, place, replace } of opened) await replace(trx, sealer.seal(text, place));
  });
  return opened.length;
}

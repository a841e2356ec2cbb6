import { createHash } from "node:crypto";
import type { OAuthStateStore } from "../../domain/account/oauth-state.ts";
import type { Database } from "../database/open-database.ts";

export function createOAuthStates({ ask, change }: Database): OAuthStateStore {
  return {
    put: (state, data, expiresAt) =>
      change(async (trx) => {
        // Whoever never came back.
        await trx.deleteFrom("oauth_state").where("expires_at", "<=", Date.now()).execute();
        await trx
          .insertInto("oauth_state")
          .values({ digest: digestOf(state), data, expires_at: expiresAt })
          .onConflict((conflict) => conflict.column("digest").doNothing())
          .execute();
      }),
    take: async (state) => {
      const taken = await ask((db) =>
        db
          .deleteFrom("oauth_state")
          .where("digest", "=", digestOf(state))
          .returning(["data", "expires_at"])
          .executeTakeFirst(),
      );
      return taken && taken.expires_at > Date.now() ? taken.data : null;
    },
  };
}

function digestOf(state: string): string {
  return createHash("sha256").update(state).digest("hex");
}

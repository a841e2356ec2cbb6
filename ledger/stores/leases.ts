import { randomUUID } from "node:crypto";
import type { Database } from "../database/open-database.ts";

/** What one process at a time does, of all that share the ledger. */
export interface Leases {
  /** Null while another has it. It ends by itself, so that a killed process keeps nothing shut. */
  readonly take: (name: string, ms: number) => Promise<Lease | null>;
}

export interface Lease {
  readonly release: () => Promise<void>;
}

export function createLeases({ ask }: Database): Leases {
  return {
    take: async (name, ms) => {
      const holder = randomUUID();
      const now = Date.now();
      const taken = await ask((db) =>
        db
          .insertInto("lease")
          .values({ name, holder, held_until: now + ms })
          .onConflict((conflict) =>
            conflict
              .column("name")
              .doUpdateSet({ holder, held_until: now + ms })
              .where("lease.held_until", "<=", now),
          )
          .returning("name")
          .executeTakeFirst(),
      );
      if (!taken) return null;
      return {
        release: async () => {
          await ask((db) =>
            db.deleteFrom("lease").where("name", "=", name).where("holder", "=", holder).execute(),
          );
        },
      };
    },
  };
}

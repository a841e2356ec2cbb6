import { writeSync } from "node:fs";
import { migrations } from "../../ledger/migrations/index.ts";
import { openDatabase } from "../../ledger/database/open-database.ts";
import { openLedger } from "../../ledger/open-ledger.ts";
import { createSealer } from "../../platform/encryption/sealer.ts";
import { sealTokens } from "../../ledger/stores/seal-tokens.ts";

/** What the test tells its child, as JSON in the only argument. */
export interface Task {
  readonly does: "migrate" | "change" | "die-migrating" | "refresh";
  readonly file: string;
  readonly url: string | null;
  readonly key: string;
  readonly refreshMs?: number;
  /** Where a refresh token is traded. */
  readonly aircall?: string;
}

const task = JSON.parse(process.argv[2] ?? "") as Task;
const keys = [{ id: "k1", key: Buffer.from(task.key, "base64") }];

/** At once, also when the next statement never ends. */
function say(line: string): void {
  writeSync(1, `${line}\n`);
}

async function untilTold(): Promise<void> {
  say("ready");
  await new Promise<void>((resolve) => process.stdin.once("data", () => resolve()));
  process.stdin.pause();
}

const tasks: Record<Task["does"], () => Promise<void>> = {
  /** Opens it when told. */
  migrate: async () => {
    await untilTold();
    await using _ = await openLedger({ ...task, keys });
    say("done");
  },
  /** Stays within a change until it is killed. */
  change: async () => {
    const database = await openDatabase(task);
    await database.change(async (trx) => {
      await trx
        .insertInto("installation")
        .values({
          account: "half",
          company_id: 1,
          company_name: null,
          ...sealTokens(
            "half",
            { accessToken: "a", refreshToken: null, expiresAt: null },
            createSealer(keys),
          ),
          state: "connected",
          reason: null,
          version: 1,
          installed_at: 1,
          changed_at: 1,
        })
        .execute();
      say("within");
      const waiting = setInterval(() => {}, 1_000);
      await new Promise<void>(() => {});
      clearInterval(waiting);
    });
  },
  /** Is killed when half of the tables are made. */
  "die-migrating": async () => {
    const [{ version, statements } = { version: 1, statements: [] }] = migrations;
    const half = {
      version,
      statements: {
        *[Symbol.iterator]() {
          yield* statements.slice(0, 4);
          say("within");
          process.kill(process.pid, "SIGKILL");
        },
      } as unknown as readonly string[],
    };
    await openDatabase({ ...task, migrations: [half] });
  },
  /** Refreshes the tokens of account `acme` when told. */
  refresh: async () => {
    await using ledger = await openLedger({ ...task, keys });
    await untilTold();
    const rotated = await ledger.installations.rotate({
      account: "acme",
      seen: 1,
      refresh: async (refreshToken, withinMs) => {
        const answer = await fetch(task.aircall ?? "", {
          method: "POST",
          body: refreshToken,
          signal: AbortSignal.timeout(withinMs),
        });
        return { accessToken: await answer.text(), refreshToken: "refresh-2", expiresAt: null };
      },
    });
    say(`token ${rotated?.accessToken}`);
  },
};

await tasks[task.does]();

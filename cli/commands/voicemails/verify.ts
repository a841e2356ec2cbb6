import { join } from "node:path";
import { verifyAccount } from "../../../client/ask/verify-account.ts";
import { createSpool } from "../../../client/webhook/spool.ts";
import type { Verification } from "../../../domain/voicemail/verification.ts";
import { openAccount } from "../../../app/open-account.ts";
import { createAnswers } from "../../print/answers.ts";
import { loadConfig, type Environment } from "../../../platform/config/load-config.ts";
import { exitCodes } from "../../exit-codes.ts";
import { createLog } from "../../../platform/telemetry/log.ts";
import { withTemporal } from "../../../app/with-temporal.ts";
import { withTurns } from "../../../app/with-permits.ts";

export interface VerifyOptions {
  /** Seconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly json: boolean;
}

const bad: ReadonlySet<Verification["status"]> = new Set(["missing", "doubled"]);

/** Holds every voicemail of a span against its delivery. */
export async function verify(env: Environment, { from, to, json }: VerifyOptions): Promise<number> {
  const config = loadConfig(env, { credential: true });
  const log = createLog(config.LOG_LEVEL);
  const account = openAccount(config, log);
  const spooled = await spooledCalls(config.AFTERBEEP_DATA);
  const answers = createAnswers<Verification>(json, ({ callId, status, outcome, via }) =>
    [`call ${callId}`, status, ...(outcome ? [outcome] : []), ...(via ? [`by ${via}`] : [])].join(
      "  ",
    ),
  );
  const counts = new Map<Verification["status"], number>();
  try {
    await withTemporal(env, config, log, (session) =>
      withTurns(session, account, log, "verify", async (turns) => {
        const { client } = session;
        const { name } = account;
        const span = { from, to };
        for await (const one of verifyAccount({
          account: name,
          span,
          client,
          calls: account.client.calls,
          serves: account.serves,
          permits: turns,
          spooled,
        })) {
          counts.set(one.status, (counts.get(one.status) ?? 0) + 1);
          answers.tell(one);
        }
      }),
    );
  } finally {
    await account.client.close();
  }
  if (!json) {
    const parts = [...counts].map(([status, count]) => `${count} ${status}`);
    process.stdout.write(`${parts.join(", ") || "no voicemails"}\n`);
  }
  return [...counts.keys()].some((status) => bad.has(status)) ? exitCodes.no : exitCodes.done;
}

async function spooledCalls(dataFolder: string): Promise<ReadonlySet<number>> {
  const spool = createSpool(join(dataFolder, "spool"));
  const records = await Promise.all((await spool.list()).map(spool.read));
  return new Set(records.flatMap((record) => (record ? [record.callId] : [])));
}

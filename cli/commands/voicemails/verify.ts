import { verifyAccount } from "../../../client/ask/verify-account.ts";
import { createSpool } from "../../../client/webhook/spool.ts";
import type { Verification } from "../../../domain/voicemail/verification.ts";
import { createAnswers } from "../../print/answers.ts";
import { momentWords } from "../../print/moment-words.ts";
import type { AnyAccounts, Call } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { inAccountSessions } from "../../../app/session/in-session.ts";

/** Seconds since the epoch. */
interface Span {
  readonly from: number;
  readonly to: number;
}

const bad: ReadonlySet<Verification["status"]> = new Set(["missing", "doubled"]);

/** Compares every voicemail of a span with its delivery. */
export async function verify({
  env,
  options,
}: Call<readonly [], AnyAccounts & Span>): Promise<number> {
  const { from, to, json, account: chosen } = options;
  let isAlone = true;
  const answers = createAnswers<Verification>(json, ({ account, callId, status, outcome, via }) =>
    [
      ...(isAlone ? [] : [account]),
      `call ${callId}`,
      status,
      ...(outcome ? [outcome] : []),
      ...(via ? [`by ${via}`] : []),
    ].join("  "),
  );
  const counts = new Map<Verification["status"], number>();
  const session = { env, purpose: "verify", account: chosen };
  await inAccountSessions(session, async ({ config, client, accounts, account, permits }) => {
    isAlone = accounts.length === 1;
    const verified = verifyAccount({
      account: account.name,
      span: { from, to },
      client,
      calls: account.client.calls,
      serves: account.serves,
      permits,
      spooled: await spooledCalls(config.storage.spool, account.name),
    });
    for await (const one of verified) {
      counts.set(one.status, (counts.get(one.status) ?? 0) + 1);
      answers.print(one);
    }
  });
  if (!json) {
    const parts = [...counts].map(([status, count]) => `${count} ${status}`);
    const [since, until] = [from, to].map((second) => momentWords(second * 1_000));
    const found = parts.join(", ") || "no voicemails";
    process.stdout.write(`${found}, from ${since} to ${until}\n`);
  }
  return [...counts.keys()].some((status) => bad.has(status)) ? exitCodes.no : exitCodes.done;
}

async function spooledCalls(folder: string, account: string): Promise<ReadonlySet<number>> {
  const spool = createSpool(folder);
  const records = await Promise.all((await spool.list()).map(spool.read));
  return new Set(records.flatMap((record) => (record?.account === account ? [record.callId] : [])));
}

import { eraseVoicemail } from "../../../client/start/erase-voicemail.ts";
import { createSpool } from "../../../client/webhook/spool.ts";
import { workflowIdFor } from "../../../domain/wire.ts";
import { createRecordingStore } from "../../../recordings/recording-store.ts";
import { mayGoOn } from "../../print/agrees.ts";
import { createAnswers } from "../../print/answers.ts";
import type { Config } from "../../../platform/config/load-config.ts";
import type { Call, OneAccount } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { accountFor } from "../../../app/accounts/choose-account.ts";
import { loadAllAccounts } from "../../../app/accounts/load-all-accounts.ts";
import { inSession } from "../../../app/session/in-session.ts";
import { scrubTemporal } from "../../../app/session/scrub-temporal.ts";

/** What was erased of one voicemail: to be kept as the proof. Holds nothing of the caller. */
interface Receipt {
  readonly account: string;
  readonly callId: number;
  /** ISO 8601. */
  readonly erasedAt: string;
  readonly recording: boolean;
  /** Webhooks that had not been worked on. */
  readonly announcements: number;
  /** Runs whose histories Temporal has deleted, or is told to. */
  readonly histories: number;
  /** What others keep and Afterbeep cannot erase. */
  readonly remains: readonly string[];
}

interface EraseOptions extends OneAccount {
  readonly force?: boolean;
  readonly yes?: boolean;
}

const remainsElsewhere = [
  "at Aircall: the recording, our comment and tags (its API deletes none of them; an admin can in the dashboard)",
  "on other machines: recordings in their own RECORDING_STORE, until RECORDING_RETENTION",
  "in the blocks of this machine's disk: what a removed file held, until they are written over; encrypting the disk is for that",
] as const;

/** Erases what this installation keeps of a voicemail; exit code 1 when nothing is kept. */
export async function erase({
  env,
  args: [callId],
  options: { json, account: chosen, force = false, yes = false },
}: Call<[callId: number], EraseOptions>): Promise<number> {
  const { config, accounts } = await loadAllAccounts(env);
  const { name: account } = accountFor(accounts, chosen);
  const what = `the recording, the histories and the text of call ${callId}, account ${account}`;
  if (!(await mayGoOn(`Erase ${what}? This cannot be undone.`, yes))) return exitCodes.no;
  // Before Temporal is asked: what waits there would start it again.
  const announcements = await removeFromSpool(config, account, callId);
  const workflowId = workflowIdFor(account, callId);
  const { runs, inTemporal } = await inSession(env, async ({ client }) => {
    const erased = await eraseVoicemail(client, workflowId, { force });
    const known = erased.runs.map((runId) => ({ workflowId, runId }));
    // Also where nothing is known any more: an erasing that was broken off left it half done.
    return { runs: erased.runs, inTemporal: await scrubTemporal(env, config, known) };
  });
  const recording = await removeRecording(config, account, callId);
  if (!recording && announcements === 0 && runs.length === 0) {
    process.stderr.write(`nothing of call ${callId} of account ${account} is kept here\n`);
    return exitCodes.no;
  }
  createAnswers<Receipt>(json, toWords).print({
    account,
    callId,
    erasedAt: new Date().toISOString(),
    recording,
    announcements,
    histories: runs.length,
    remains: [...inTemporal, ...remainsElsewhere],
  });
  return exitCodes.done;
}

async function removeFromSpool(
  { storage }: Pick<Config, "storage">,
  account: string,
  callId: number,
): Promise<number> {
  const spool = createSpool(storage.spool);
  let removed = 0;
  for (const name of await spool.list()) {
    const record = await spool.read(name);
    if (record?.callId !== callId || record.account !== account) continue;
    await spool.remove(name);
    removed++;
  }
  return removed;
}

async function removeRecording(
  { storage }: Pick<Config, "storage">,
  account: string,
  callId: number,
): Promise<boolean> {
  const store = createRecordingStore(storage.recordings);
  const key = store.keyFor(account, callId);
  const there = await store.has(key);
  await store.remove(key);
  return there;
}

function toWords(receipt: Receipt): string {
  return [
    `Erased of call ${receipt.callId}, account ${receipt.account}, at ${receipt.erasedAt}:`,
    `  the recording: ${receipt.recording ? "yes" : "there was none"}`,
    `  histories in Temporal: ${receipt.histories}`,
    `  webhooks in the spool: ${receipt.announcements}`,
    "Not erased:",
    ...receipt.remains.map((one) => `  ${one}`),
  ].join("\n");
}

import { join } from "node:path";
import { eraseVoicemail } from "../../../client/start/erase-voicemail.ts";
import { createSpool } from "../../../client/webhook/spool.ts";
import { workflowIdFor } from "../../../domain/wire.ts";
import { createRecordingStore } from "../../../voice/audio/recording-store.ts";
import { createAnswers } from "../../print/answers.ts";
import { loadConfig, type Config, type Environment } from "../../../platform/config/load-config.ts";
import { exitCodes } from "../../exit-codes.ts";
import { createLog } from "../../../platform/telemetry/log.ts";
import { withTemporal } from "../../../app/with-temporal.ts";

/** What was erased of one voicemail: to be kept as the proof. Holds nothing of the caller. */
interface Receipt {
  readonly account: string;
  readonly callId: number;
  /** ISO 8601. */
  readonly erasedAt: string;
  readonly recording: boolean;
  /** Webhooks that had not been worked on. */
  readonly announcements: number;
  /** Runs whose histories Temporal deletes, within seconds. */
  readonly histories: number;
  /** What others keep and Afterbeep cannot erase. */
  readonly remains: readonly string[];
}

const remains = [
  "at Aircall: the recording, our comment and tags (its API deletes none of them; an admin can in the dashboard)",
  "on other machines: recordings in their own RECORDING_STORE, until RECORDING_RETENTION",
] as const;

/** Erases what this installation keeps of a voicemail; exit code 1 when nothing is kept. */
export async function erase(
  env: Environment,
  callId: number,
  { json, force }: { readonly json: boolean; readonly force: boolean },
): Promise<number> {
  const config = loadConfig(env);
  const account = config.AIRCALL_ACCOUNT;
  const id = workflowIdFor(account, callId);
  const announcements = await removeFromSpool(config, callId);
  const { runs } = await withTemporal(env, config, createLog(config.LOG_LEVEL), ({ client }) =>
    eraseVoicemail(client, id, { force }),
  );
  const recording = await removeRecording(config, callId);
  if (!recording && announcements === 0 && runs === 0) {
    process.stderr.write(`nothing of call ${callId} of account ${account} is kept here\n`);
    return exitCodes.no;
  }
  createAnswers<Receipt>(json, toWords).tell({
    account,
    callId,
    erasedAt: new Date().toISOString(),
    recording,
    announcements,
    histories: runs,
    remains,
  });
  return exitCodes.done;
}

async function removeFromSpool(config: Config, callId: number): Promise<number> {
  const spool = createSpool(join(config.AFTERBEEP_DATA, "spool"));
  let removed = 0;
  for (const name of await spool.list()) {
    const record = await spool.read(name);
    if (record?.callId !== callId || record.account !== config.AIRCALL_ACCOUNT) continue;
    await spool.remove(name);
    removed++;
  }
  return removed;
}

async function removeRecording(config: Config, callId: number): Promise<boolean> {
  const store = createRecordingStore(
    config.RECORDING_STORE ?? join(config.AFTERBEEP_DATA, "recordings"),
  );
  const key = store.keyFor(config.AIRCALL_ACCOUNT, callId);
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

import { join } from "node:path";
import { voicemailStory, type VoicemailStory } from "../../../client/ask/voicemail-story.ts";
import { createSpool } from "../../../client/webhook/spool.ts";
import { workflowIdFor } from "../../../domain/wire.ts";
import { createAnswers } from "../../print/answers.ts";
import { loadConfig, type Config, type Environment } from "../../../platform/config/load-config.ts";
import { exitCodes } from "../../exit-codes.ts";
import { createLog } from "../../../platform/telemetry/log.ts";
import { storyPage } from "./story-words.ts";
import { withTemporal } from "../../../app/with-temporal.ts";

/** Shows what has happened to one voicemail; exit code 1 when nobody knows it. */
export async function show(
  env: Environment,
  callId: number,
  { json }: { readonly json: boolean },
): Promise<number> {
  const config = loadConfig(env);
  const log = createLog(config.LOG_LEVEL);
  const workflowId = workflowIdFor(config.AIRCALL_ACCOUNT, callId);
  const story = await withTemporal(env, config, log, ({ client }) =>
    voicemailStory(client, callId, workflowId).catch((error: unknown) => {
      if (error instanceof Error && error.name === "WorkflowNotFoundError") return null;
      throw error;
    }),
  );
  const known = story ?? (await inSpool(config, callId, workflowId));
  if (!known) {
    process.stderr.write(
      `no voicemail on call ${callId} of account ${config.AIRCALL_ACCOUNT} is known here; afterbeep verify asks Aircall\n`,
    );
    return exitCodes.no;
  }
  createAnswers<VoicemailStory>(json, storyPage).tell(known);
  return exitCodes.done;
}

/** Accepted, and not yet taken by Temporal. */
async function inSpool(
  config: Config,
  callId: number,
  workflowId: string,
): Promise<VoicemailStory | null> {
  const spool = createSpool(join(config.AFTERBEEP_DATA, "spool"));
  for (const name of await spool.list()) {
    const record = await spool.read(name);
    if (record?.callId !== callId || record.account !== config.AIRCALL_ACCOUNT) continue;
    const step = "wait for Temporal";
    return {
      callId,
      workflowId,
      state: "waiting",
      step,
      outcome: null,
      attempts: 0,
      lastError: null,
      stages: [{ name: step, startedAt: record.acceptedAt, ms: null }],
    };
  }
  return null;
}

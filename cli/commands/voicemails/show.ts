import { voicemailStory, type VoicemailStory } from "../../../client/ask/voicemail-story.ts";
import { createSpool } from "../../../client/webhook/spool.ts";
import { workflowIdFor } from "../../../domain/wire.ts";
import { whenFound } from "../../../temporal/when-found.ts";
import { createAnswers } from "../../print/answers.ts";
import type { Config } from "../../../platform/config/load-config.ts";
import type { Call, OneAccount } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { shownStory, storyPage, type ShownStory } from "./story-words.ts";
import { accountFor } from "../../../app/accounts/choose-account.ts";
import { inSession } from "../../../app/session/in-session.ts";

/** Shows what has happened to one voicemail; exit code 1 when nobody knows it. */
export async function show({
  env,
  args: [callId],
  options: { json, account: name, comment: whole = false },
}: Call<[callId: number], OneAccount & { readonly comment?: boolean }>): Promise<number> {
  return inSession(env, async (session) => {
    const { client, config, accounts } = session;
    const configured = accountFor(accounts, name);
    const { name: account } = configured;
    const workflowId = workflowIdFor(account, callId);
    const story = await whenFound(voicemailStory(client, callId, workflowId));
    const known = story ?? (await inSpool(config, account, callId, workflowId));
    if (!known) {
      process.stderr.write(
        `no voicemail on call ${callId} of account ${account} is known here; afterbeep verify asks Aircall\n`,
      );
      return exitCodes.no;
    }
    createAnswers<ShownStory>(json, storyPage).print(
      shownStory(known, configured, session, { whole }),
    );
    return exitCodes.done;
  });
}

/** Accepted, and not yet taken by Temporal. */
async function inSpool(
  { storage }: Pick<Config, "storage">,
  account: string,
  callId: number,
  workflowId: string,
): Promise<VoicemailStory | null> {
  const spool = createSpool(storage.spool);
  for (const name of await spool.list()) {
    const record = await spool.read(name);
    if (record?.callId !== callId || record.account !== account) continue;
    const step = "wait for Temporal";
    return {
      callId,
      workflowId,
      runId: null,
      startedAt: record.acceptedAt,
      state: "waiting",
      step,
      outcome: null,
      status: null,
      via: null,
      urgency: null,
      comment: null,
      tags: [],
      attempts: 0,
      lastError: null,
      stages: [{ name: step, startedAt: record.acceptedAt, ms: null }],
    };
  }
  return null;
}

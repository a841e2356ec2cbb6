import type { Client } from "@temporalio/client";
import { latestVoicemails } from "../../../client/ask/latest-voicemails.ts";
import { voicemailStory, type VoicemailStory } from "../../../client/ask/voicemail-story.ts";
import { workflowIdFor } from "../../../domain/wire.ts";
import { whenFound } from "../../../temporal/when-found.ts";
import { createAnswers } from "../../print/answers.ts";
import type { Call } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { shownStory, storyHeading, storyRow, type ShownStory } from "./story-words.ts";
import { inSession } from "../../../app/session/in-session.ts";

interface ListOptions {
  /** At most this many, the latest first. */
  readonly limit: number;
  readonly state?: string;
  readonly outcome?: string;
}

/** Lists voicemails, the latest start first. */
export async function list({ env, options }: Call<readonly [], ListOptions>): Promise<number> {
  const { limit, state, outcome, json } = options;
  const answers = createAnswers<ShownStory>(json, storyRow);
  await inSession(env, async (session) => {
    const { client, config } = session;
    const { name: account } = config.account;
    let printed = 0;
    for await (const story of stories(client, account)) {
      if (state !== undefined && story.state !== state) continue;
      if (outcome !== undefined && story.outcome !== outcome) continue;
      if (printed === 0 && !json) process.stdout.write(`${storyHeading()}\n`);
      answers.print(shownStory(story, session));
      if (++printed === limit) return;
    }
    if (printed > 0) return;
    const such = state === undefined && outcome === undefined ? "" : " such";
    process.stderr.write(
      `no${such} voicemail of account ${account} is known to Temporal (${session.where})\n`,
    );
  });
  return exitCodes.done;
}

async function* stories(client: Client, account: string): AsyncGenerator<VoicemailStory> {
  for await (const { callId, run } of latestVoicemails(client, account)) {
    const workflowId = workflowIdFor(account, callId);
    // Retention may remove a run between the list and the look.
    const story = await whenFound(voicemailStory(client, callId, workflowId, run.runId));
    if (story) yield story;
  }
}

import type { Client } from "@temporalio/client";
import { voicemailStory, type VoicemailStory } from "../../../client/ask/voicemail-story.ts";
import { callIdOf } from "../../../client/ask/voicemail-runs.ts";
import { voicemailsOf } from "../../../client/ask/voicemail-queries.ts";
import { whenFound } from "../../../temporal/when-found.ts";
import { createAnswers } from "../../print/answers.ts";
import type { Call } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { storyLine } from "./story-words.ts";
import { inSession } from "../../../app/session/in-session.ts";

interface ListOptions {
  /** At most this many, the latest first. */
  readonly limit: number;
  readonly state?: string;
  readonly outcome?: string;
}

/** Lists voicemails, the latest first. */
export async function list({ env, options }: Call<readonly [], ListOptions>): Promise<number> {
  const { limit, state, outcome, json } = options;
  const answers = createAnswers<VoicemailStory>(json, storyLine);
  await inSession(env, async ({ client, config }) => {
    let printed = 0;
    for await (const story of stories(client, config.account.name)) {
      if (state !== undefined && story.state !== state) continue;
      if (outcome !== undefined && story.outcome !== outcome) continue;
      answers.print(story);
      if (++printed === limit) return;
    }
  });
  return exitCodes.done;
}

async function* stories(client: Client, account: string): AsyncGenerator<VoicemailStory> {
  const seen = new Set<string>();
  for await (const { workflowId, runId } of client.workflow.list({
    query: voicemailsOf(account),
  })) {
    // Runs come latest first: an earlier one of the same voicemail is history.
    const callId = callIdOf(account, workflowId);
    if (callId === null || seen.has(workflowId)) continue;
    seen.add(workflowId);
    // Retention may remove a run between the list and the look.
    const story = await whenFound(voicemailStory(client, callId, workflowId, runId));
    if (story) yield story;
  }
}

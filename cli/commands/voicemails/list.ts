import type { Client } from "@temporalio/client";
import { latestVoicemails } from "../../../client/ask/latest-voicemails.ts";
import { voicemailStory, type VoicemailStory } from "../../../client/ask/voicemail-story.ts";
import { workflowIdFor } from "../../../domain/wire.ts";
import { whenFound } from "../../../temporal/when-found.ts";
import { createAnswers } from "../../print/answers.ts";
import type { AnyAccounts, Call } from "../../command.ts";
import { exitCodes } from "../../exit-codes.ts";
import { shownStory, storyHeading, storyRow, type ShownStory } from "./story-words.ts";
import type { ConfiguredAccount } from "../../../app/accounts/account-source.ts";
import { accountsFor } from "../../../app/accounts/choose-account.ts";
import { inSession } from "../../../app/session/in-session.ts";

interface ListOptions extends AnyAccounts {
  /** At most this many, the latest first. */
  readonly limit: number;
  readonly state?: string;
  readonly outcome?: string;
}

/** Lists voicemails, the latest start first. */
export async function list({ env, options }: Call<readonly [], ListOptions>): Promise<number> {
  const { limit, state, outcome, json, account: chosen } = options;
  await inSession(env, async (session) => {
    const { client } = session;
    const accounts = accountsFor(session.accounts, chosen);
    const width = accounts.length === 1 ? 0 : Math.max(...accounts.map(({ name }) => name.length));
    const answers = createAnswers<ShownStory>(json, (story) => storyRow(story, width));
    let printed = 0;
    for await (const { account, story } of latestStories(client, accounts)) {
      if (state !== undefined && story.state !== state) continue;
      if (outcome !== undefined && story.outcome !== outcome) continue;
      if (printed === 0 && !json) process.stdout.write(`${storyHeading(width)}\n`);
      answers.print(shownStory(story, account, session));
      if (++printed === limit) return;
    }
    if (printed > 0) return;
    const such = state === undefined && outcome === undefined ? "" : " such";
    const whose = accounts.length === 1 ? `account ${accounts[0]?.name}` : "any account";
    process.stderr.write(
      `no${such} voicemail of ${whose} is known to Temporal (${session.where})\n`,
    );
  });
  return exitCodes.done;
}

interface AccountStory {
  readonly account: ConfiguredAccount;
  readonly story: VoicemailStory;
}

/** Of all accounts, the latest start first: each account's come in that order. */
async function* latestStories(
  client: Client,
  accounts: readonly ConfiguredAccount[],
): AsyncGenerator<AccountStory> {
  const all = accounts.map((account) => ({ account, stories: stories(client, account.name) }));
  const next = async ({ account, stories: left }: (typeof all)[number]) => {
    const { done, value } = await left.next();
    return done === true ? [] : [{ account, left, story: value }];
  };
  let heads = (await Promise.all(all.map(next))).flat();
  while (heads.length > 0) {
    const latest = heads.reduce((one, other) =>
      other.story.startedAt > one.story.startedAt ? other : one,
    );
    const { account, left, story } = latest;
    yield { account, story };
    const following = await next({ account, stories: left });
    heads = heads.flatMap((head) => (head === latest ? following : [head]));
  }
}

async function* stories(client: Client, account: string): AsyncGenerator<VoicemailStory> {
  for await (const { callId, run } of latestVoicemails(client, account)) {
    const workflowId = workflowIdFor(account, callId);
    // Retention may remove a run between the list and the look.
    const story = await whenFound(voicemailStory(client, callId, workflowId, run.runId));
    if (story) yield story;
  }
}

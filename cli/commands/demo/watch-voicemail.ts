import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { defaultAccount } from "../../../domain/account/account-id.ts";
import type { Outcome } from "../../../domain/voicemail/outcome.ts";
import type { VoicemailResult } from "../../../domain/voicemail/voicemail.ts";
import { workflowIdFor } from "../../../domain/wire.ts";
import type { FakeCompany, Message } from "../../../stage/fake-aircall.ts";
import type { Scenario } from "../../../stage/scenarios.ts";

/** A voicemail, and how it must end: nobody knows that of a recording of one's own. */
export type Expected = Message & Pick<Scenario, "name"> & Partial<Scenario>;

/** How a voicemail of the demo ended: one line of `demo --json`. */
export interface Ending {
  readonly account: string;
  readonly callId: number;
  readonly scenario: string;
  readonly expected: Outcome | null;
  readonly outcome: Outcome | null;
  readonly ok: boolean;
  /** Why it is not ok; empty when it is. */
  readonly faults: readonly string[];
  readonly comments: readonly string[];
  readonly tags: readonly string[];
  /** From the accepted webhook to the comment on the call; null when none came. */
  readonly textMs: number | null;
}

/** A voicemail that was left, and how it will have ended. */
export interface LeftVoicemail {
  readonly callId: number;
  readonly ended: Promise<Ending>;
}

/** Leaves a voicemail, and tells of it and of its end. Resolves when it is left. */
export async function leaveVoicemail(
  { aircall, client, printer }: LeavingOptions,
  voicemail: Expected,
  account: string = defaultAccount,
): Promise<LeftVoicemail> {
  const callId = await aircall.leaveVoicemail(voicemail);
  printer.left(voicemail, callId, account);
  const ended = watchVoicemail(aircall, client, { account, callId }, voicemail).then((ending) => {
    printer.ended(ending);
    return ending;
  });
  // Awaited by whoever left it, or ended with the demo.
  ended.catch(() => {});
  return { callId, ended };
}

interface LeavingOptions {
  readonly aircall: FakeCompany;
  readonly client: Client;
  readonly printer: {
    readonly left: (voicemail: Expected, callId: number, account: string) => void;
    readonly ended: (ending: Ending) => void;
  };
}

/** A comment whose fate is unknown takes a minute to be sure of; a lost worker half of one. */
const patienceMs = 300_000;

const lookEveryMs = 40;

/** Waits until a voicemail is delivered, and holds it against what was expected. */
async function watchVoicemail(
  aircall: FakeCompany,
  client: Client,
  { account, callId }: Pick<Ending, "account" | "callId">,
  voicemail: Expected,
): Promise<Ending> {
  const deadline = Date.now() + patienceMs;
  let textMs: number | null = null;
  while (textMs === null && Date.now() < deadline) {
    const { comments } = await aircall.call(callId);
    const acceptedAt = comments.length > 0 ? await aircall.acceptedAt(callId) : null;
    if (acceptedAt !== null) textMs = Date.now() - acceptedAt;
    else await delay(lookEveryMs);
  }
  const outcome =
    textMs === null ? null : await outcomeOf(client, workflowIdFor(account, callId), deadline);
  const { comments, tags } = await aircall.call(callId);
  const texts = comments.map(({ content }) => content);
  const faults = faultsOf(voicemail, outcome, texts, tags);
  return {
    account,
    callId,
    scenario: voicemail.name,
    expected: voicemail.outcome ?? null,
    outcome,
    ok: faults.length === 0,
    faults,
    comments: texts,
    tags,
    textMs,
  };
}

/** The tags stand when the workflow has ended. */
async function outcomeOf(
  client: Client,
  workflowId: string,
  deadline: number,
): Promise<Outcome | null> {
  const handle = client.workflow.getHandle(workflowId);
  const ended = handle.result().then((result: VoicemailResult) => result.outcome);
  const late = delay(Math.max(0, deadline - Date.now()), null, { ref: false });
  return Promise.race([ended, late]);
}

function faultsOf(
  { words = [], ...expected }: Expected,
  outcome: Outcome | null,
  comments: readonly string[],
  tags: readonly string[],
): string[] {
  const [comment = ""] = comments;
  const missing = words.filter((word) => !comment.toLowerCase().includes(word.toLowerCase()));
  return [
    ...(outcome === (expected.outcome ?? outcome) ? [] : [`outcome ${String(outcome)}`]),
    ...(comments.length === 1 ? [] : [`${comments.length} comments`]),
    ...(tags.toSorted().join() === (expected.tags ?? tags).toSorted().join()
      ? []
      : [`tags ${tags.join(", ")} instead of ${expected.tags?.join(", ")}`]),
    ...(missing.length === 0 ? [] : [`no ${missing.map((word) => `"${word}"`).join(", ")}`]),
  ];
}

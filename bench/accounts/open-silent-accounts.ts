import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  openAccountsStage,
  type AccountsStage,
  type StagedAccount,
} from "../../stage/accounts-stage.ts";
import { findCli } from "../../stage/killable-temporal.ts";

/** Accounts to measure, in a folder of their own. A measured backlog is not worked off: `up` is killed in the end. */
export async function openSilentAccounts(
  names: readonly string[],
): Promise<AccountsStage & { readonly close: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-accounts-"));
  await using opened = new AsyncDisposableStack();
  opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  const { PATH, HOME } = process.env;
  const { path: cli } = await findCli(process.env);
  const stage = await openAccountsStage({
    names,
    folder,
    cli,
    env: { PATH, HOME },
    opened,
    endWith: () => "SIGKILL",
  });
  const held = opened.move();
  return { ...stage, close: () => held.disposeAsync() };
}

/** Leaves a voicemail in which nothing is said: speech plays no part here, who waits for whom does. */
export async function leaveSilence({ company, ...account }: StagedAccount): Promise<number> {
  const path = new URL("../../simulator/voicemails/silent.mp3", import.meta.url).pathname;
  const media = { kind: "file", path };
  const { callId } = (await company.control("POST", "voicemails", { media, events: [] })) as {
    callId: number;
  };
  await announce(account, callId);
  return callId;
}

/** Posts the webhook of a call. */
export async function announce(
  { webhookUrl, token }: Pick<StagedAccount, "webhookUrl" | "token">,
  callId: number,
): Promise<void> {
  const event = "call.voicemail_left";
  const body = JSON.stringify({ event, token, data: { id: callId } });
  await fetch(webhookUrl, { method: "POST", body });
}

import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { request } from "undici";
import { z } from "zod";
import type { Environment } from "../../../platform/config/load-config.ts";
import {
  openAccountsStage,
  type AccountsStage,
  type StagedAccount,
} from "../../../stage/accounts-stage.ts";
import { countDeliveries, type StagedCall } from "../../../stage/count-deliveries.ts";
import { scenarios } from "../../../stage/scenarios.ts";
import { budgets, openGround } from "./open-demo.ts";
import type { AccountsResult, Printer } from "./printer.ts";
import { leaveVoicemail, type LeftVoicemail } from "./watch-voicemail.ts";

/** Companies that nobody has. */
const companies: readonly string[] =
  "acme birch cedar dune elm fern grove heath iris juniper".split(" ");

export interface ShowAccountsOptions {
  readonly count: number;
  readonly env: Environment;
  readonly printer: Printer;
  /** Is given what ends each part. */
  readonly opened: AsyncDisposableStack;
}

/**
 * Several companies in one process: each gets a voicemail, then one more while the credential of the middle one is
 * revoked. Its voicemail waits until `afterbeep.yaml` has a good one; the others' do not.
 *
 * @returns undefined when it was interrupted
 */
export async function showAccounts(
  options: ShowAccountsOptions,
  signal: AbortSignal,
): Promise<AccountsResult | undefined> {
  try {
    return await show(options, signal);
  } catch (error) {
    if (signal.aborted) return undefined;
    throw error;
  }
}

async function show(
  { count, env, printer, opened }: ShowAccountsOptions,
  signal: AbortSignal,
): Promise<AccountsResult> {
  const { note } = printer;
  const names = companies.slice(0, count);
  const { passed, folder, cli } = await openGround(env, printer, opened);
  signal.throwIfAborted();
  note(`One process serves ${names.join(", ")}; it loads code and the speech model ...`);
  const stage = await openAccountsStage({
    names,
    folder,
    cli,
    env: { ...passed, ...budgets },
    opened,
    // Who interrupts the demo waits for nothing: what it made is thrown away.
    endWith: () => (signal.aborted ? "SIGKILL" : "SIGTERM"),
  });
  signal.throwIfAborted();
  note(`It is at work; Temporal's Web UI is at ${stage.temporal.uiAddress}`);
  const interrupted = once(signal, "abort").then(() => signal.throwIfAborted());
  const told = tell(stage, printer, signal);
  // Interrupted, it ends with what it looks at.
  told.catch(() => {});
  const result = await Promise.race([told, interrupted]);
  if (!result) throw new Error("the demo was interrupted");
  return result;
}

async function tell(
  stage: AccountsStage,
  printer: Printer,
  signal: AbortSignal,
): Promise<AccountsResult> {
  const { note } = printer;
  for (const { company, webhookUrl, token } of stage.accounts) {
    await company.addWebhook(webhookUrl, token);
  }
  const first = await leaveEach(stage, printer, 0);
  await Promise.all(first.map(({ ended }) => ended));

  const revoked = stage.accounts[Math.floor(stage.accounts.length / 2)];
  if (!revoked) throw new Error("a demo of accounts needs one");
  const { name, company } = revoked;
  note(`\nAircall revokes the key of ${name}.\n`);
  await company.control("PATCH", "settings", { credentialRevoked: true });
  const second = await leaveEach(stage, printer, 1);
  const others = second.filter(({ account }) => account !== revoked);
  const delivered = await Promise.all(others.map(({ ended }) => ended));
  await untilRefused(stage, name, signal);
  note(
    `\nThe others have theirs. ${name}'s voicemail waits: Aircall refuses its key. It gets another one in afterbeep.yaml.\n`,
  );
  await company.control("PATCH", "settings", { credentialRevoked: false });
  await stage.giveCredential(name, { accessToken: company.accessToken });
  const all = [...first, ...second];
  const endings = await Promise.all(all.map(({ ended }) => ended));
  const times = delivered.flatMap(({ textMs }) => textMs ?? []);
  return {
    accounts: stage.accounts.length,
    left: all.length,
    ok: endings.filter(({ ok }) => ok).length,
    ...(await countDeliveries(all)),
    revoked: name,
    longestMs: times.length === 0 ? null : Math.max(...times),
  };
}

interface Left extends LeftVoicemail, StagedCall {
  readonly account: StagedAccount;
}

/** One voicemail for each, each another one than its neighbour's. */
async function leaveEach(
  { accounts, client }: AccountsStage,
  printer: Printer,
  round: number,
): Promise<readonly Left[]> {
  const left: Left[] = [];
  for (const [index, account] of accounts.entries()) {
    const scenario = scenarios[(round * accounts.length + index) % scenarios.length];
    if (!scenario) continue;
    const { name, company } = account;
    const one = await leaveVoicemail({ aircall: company, client, printer }, scenario, name);
    left.push({ ...one, account, company });
  }
  return left;
}

const readiness = z.looseObject({ accounts: z.record(z.string(), z.boolean().nullable()) });

/** `readyz` names the account whose credential Aircall refuses, and stays ready. */
async function untilRefused(
  { accounts }: AccountsStage,
  name: string,
  signal: AbortSignal,
): Promise<void> {
  const [any] = accounts;
  const readyz = new URL("/readyz", any?.webhookUrl);
  const patience = AbortSignal.any([signal, AbortSignal.timeout(60_000)]);
  for (;;) {
    const { body } = await request(readyz, { signal: patience });
    if (readiness.parse(await body.json()).accounts[name] === false) return;
    await delay(200, undefined, { signal });
  }
}

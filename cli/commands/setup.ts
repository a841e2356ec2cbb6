import type { AircallWebhook } from "../../aircall/objects/webhooks.ts";
import {
  applyWebhookPlan,
  planWebhook,
  type WebhookPlan,
} from "../../client/webhook/register-webhook.ts";
import { webhookUrl } from "../../client/webhook/webhook-url.ts";
import { betterEars, type BetterEars } from "../../app/media/better-ears.ts";
import type { Config, Environment } from "../../platform/config/load-config.ts";
import { installedWebhookEvents, webhookEvents } from "../../domain/wire.ts";
import { wrapFor } from "../../platform/terminal/wrap.ts";
import type { AnyAccounts, Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { agrees, mayAsk } from "../print/agrees.ts";
import { pullShown } from "./models.ts";
import { keepToken, learnTokens } from "../../app/ledger/learn-tokens.ts";
import { openLedgerOf } from "../../app/ledger/open-ledger.ts";
import type { Ledger } from "../../ledger/open-ledger.ts";
import { planTemporal, type Change } from "../../app/plan-temporal.ts";
import { inAccountSessions, type AccountSession } from "../../app/session/in-session.ts";

interface SetupOptions extends AnyAccounts {
  /** Asks nothing. Nothing is asked either where no person sits before it. */
  readonly yes?: boolean;
  /** Says what would be changed, and changes nothing. */
  readonly dryRun?: boolean;
  /** Webhooks with an older token of this account are refused from now on. */
  readonly forgetOldTokens?: boolean;
}

/**
 * From a fresh account to the first voicemail: says what must be changed at Temporal and Aircall,
 * then changes it. Safe to repeat: what is right already is left as it is.
 */
export async function setup({ env, options }: Call<readonly [], SetupOptions>): Promise<number> {
  const { account } = options;
  const needs = { publicUrl: true };
  const codes = await inAccountSessions({ env, purpose: "setup", needs, account }, (session) =>
    setUp(env, session, options),
  );
  return Math.max(exitCodes.done, ...codes);
}

async function setUp(
  env: Environment,
  { config, accounts, configured, client, account, permits }: AccountSession,
  {
    json,
    yes = false,
    dryRun = false,
    forgetOldTokens = false,
  }: SetupOptions & { readonly json: boolean },
): Promise<number> {
  const url = webhookUrl(config.receiver.publicUrl ?? "", account.name);
  const answer = (more: object, line: string): void => {
    const all = { account: account.name, url, ...more };
    process.stdout.write(json ? `${JSON.stringify(all)}\n` : `${line}\n`);
  };
  if (accounts.length > 1) say(`Account ${account.name}:`);
  const atTemporal = await planTemporal(client, { account: configured, timing: config.timing });
  const eventsOf = configured.byOAuth ? installedWebhookEvents : webhookEvents;
  const wanted = { url, events: eventsOf(config.media.usesAircall) };
  const plan = await planWebhook(account.client.webhooks, permits, wanted);
  const changes = [
    ...atTemporal.map(({ what }) => what),
    ...(plan.do === "nothing" ? [] : [words[plan.do](url)]),
  ];
  if (plan.do === "nothing") say(words.nothing(url));
  for (const change of changes) say(`would ${change}`);
  const better = betterEars(config.media, env);
  if (better) say(`leaves to you: ${better.line}`);
  if (dryRun) {
    answer({ changes, done: null }, `changes to make: ${changes.length}`);
    return exitCodes.done;
  }
  const asks = !yes && mayAsk();
  if (changes.length > 0 && asks && !(await agrees("Change this?", { byDefault: true }))) {
    say("nothing was changed");
    return exitCodes.no;
  }
  let ok = true;
  for (const change of atTemporal) ok = (await applied(change)) && ok;
  if (account.dryRun && plan.do !== "nothing") {
    say("DRY_RUN is set: nothing was changed at Aircall");
    return ok ? exitCodes.done : exitCodes.no;
  }
  // Before anything is changed at Aircall: a token that cannot be kept is of no use.
  await using ledger = await openLedgerOf(config.storage);
  const webhook = await applyWebhookPlan(plan, account.client.webhooks, permits, wanted);
  if (webhook.token) {
    const { token, webhook_id: id } = webhook;
    await keepToken(ledger, config.storage, { account: account.name, token, webhookId: id });
    say(`Its token is kept in ${ledger.place}; ${elsewhere(ledger)}`);
    if (forgetOldTokens) await forgetOthers(ledger, config.storage, account.name, token);
  }
  answer({ ...shown(webhook), changes, done: plan.do }, placed(webhook));
  if (better && asks) await offer(better, env);
  return ok ? exitCodes.done : exitCodes.no;
}

function elsewhere({ isShared }: Ledger): string {
  return isShared
    ? "receivers with the same DATABASE_URL take it within seconds"
    : "a receiver on another machine needs it as AIRCALL_WEBHOOK_TOKEN";
}

async function forgetOthers(
  ledger: Ledger,
  storage: Config["storage"],
  account: string,
  token: string,
): Promise<void> {
  const forgotten = await ledger.webhookTokens.forget(account, token);
  await learnTokens(ledger, storage);
  say(`Older tokens forgotten: ${forgotten}`);
}

/** A better model is fetched only when a person says so: it is a large download. */
async function offer({ model }: BetterEars, env: Environment): Promise<void> {
  if (!(await agrees(`Fetch ${model} now?`, { byDefault: false }))) return;
  try {
    await pullShown(env, model);
    say(`${model} is installed; workers that run are to be restarted`);
  } catch (error) {
    say(`could not fetch ${model}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function say(line: string): void {
  process.stderr.write(`${wrapFor(process.stderr, line)}\n`);
}

/** One change that an admin has reserved must not keep the webhook from being set up. */
async function applied({ what, apply }: Change): Promise<boolean> {
  try {
    await apply();
    return true;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`could not ${what}: ${reason}; afterbeep doctor says who must`);
    return false;
  }
}

function shown({ webhook_id: webhook, active, events }: AircallWebhook): object {
  return { webhook, active, events };
}

function placed({ webhook_id: id }: AircallWebhook): string {
  return `webhook ${id} is in place`;
}

const words: Record<WebhookPlan["do"], (url: string) => string> = {
  nothing: (url) => `The webhook to ${url} stands and is active: nothing to change there`,
  create: (url) => `create a webhook to ${url}, for the events of voicemails only`,
  update: (url) => `switch on the webhook to ${url}, with the events it needs`,
};

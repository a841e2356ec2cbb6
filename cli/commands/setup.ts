import { carryOut, planWebhook, type WebhookPlan } from "../../client/register-webhook.ts";
import { webhookUrl } from "../../client/webhook/webhook-url.ts";
import { openAccount } from "../account.ts";
import { loadConfig, type Environment } from "../config.ts";
import { exitCodes } from "../exit-codes.ts";
import { createLog } from "../log.ts";
import { tokenBook } from "../webhook-tokens.ts";
import { withTemporal } from "../with-temporal.ts";
import { withTurns } from "../with-turns.ts";

/** Registers the webhook at `PUBLIC_URL` and keeps its token. Safe to repeat: what is right already is left as it is. */
export async function setup(
  env: Environment,
  { json }: { readonly json: boolean },
): Promise<number> {
  const config = loadConfig(env, { credential: true, publicUrl: true });
  const log = createLog(config.LOG_LEVEL);
  const account = openAccount(config, log);
  const url = webhookUrl(config.PUBLIC_URL ?? "", account.name);
  const book = tokenBook(config);
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  try {
    const result = await withTemporal(env, config, log, (session) =>
      withTurns(session, account, log, "setup", async (turns) => {
        const plan = await planWebhook(account.client, turns, url);
        say(words[plan.do](url));
        if (account.dryRun && plan.do !== "nothing") {
          say("DRY_RUN is set: nothing was changed at Aircall");
          return null;
        }
        return { plan, webhook: await carryOut(plan, account.client, turns, url) };
      }),
    );
    if (!result) return exitCodes.done;
    const { plan, webhook } = result;
    if (webhook.token) {
      await book.keep(account.name, webhook.token);
      say(
        `Its token is kept in ${book.file}; a receiver on another machine needs it as AIRCALL_WEBHOOK_TOKEN`,
      );
    }
    const { webhook_id: id, active, events } = webhook;
    const answer = { account: account.name, webhook: id, url, active, events, done: plan.do };
    process.stdout.write(json ? `${JSON.stringify(answer)}\n` : `webhook ${id} is in place\n`);
    return exitCodes.done;
  } finally {
    await account.client.close();
  }
}

const words: Record<WebhookPlan["do"], (url: string) => string> = {
  nothing: (url) => `The webhook to ${url} stands and is active: nothing to change`,
  create: (url) =>
    `No webhook points to ${url}: one is registered, for the events of voicemails only`,
  update: (url) =>
    `The webhook to ${url} is off or lacks events: it is switched on with the events it needs`,
};

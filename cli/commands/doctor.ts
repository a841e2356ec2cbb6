import type { AnswerFacts } from "../../aircall/http/transport.ts";
import { openAccount, type OpenAccount } from "../../app/open-account.ts";
import { createAnswers, type Answers } from "../print/answers.ts";
import { ConfigError, expectation } from "../../platform/config/config-error.ts";
import {
  loadConfig,
  type Config,
  type ConfigWithCredential,
  type Environment,
} from "../../platform/config/load-config.ts";
import { bad, messageOf, type Check } from "../../app/doctor/check.ts";
import { checkAircall } from "../../app/doctor/check-aircall.ts";
import { checkAircallAi } from "../../app/doctor/check-aircall-ai.ts";
import { checkLedger } from "../../app/doctor/check-ledger.ts";
import {
  checkDisk,
  checkFolders,
  checkNode,
  checkReaders,
} from "../../app/doctor/check-machine.ts";
import { checkReceiver } from "../../app/doctor/check-receiver.ts";
import { checkTemporal } from "../../app/doctor/check-temporal.ts";
import { checkWebhook, readWebhooks } from "../../app/doctor/check-webhook.ts";
import { cloudSteps, isCloud } from "../../app/doctor/cloud-steps.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import type { MediaConfig } from "../../platform/config/sections/media.ts";
import { createLog, type Logger } from "../../platform/telemetry/log.ts";
import { namedTemporal } from "../../app/temporal-address.ts";
import { withTemporal, type TemporalSession } from "../../app/session/with-temporal.ts";
import { withPermits } from "../../app/session/with-permits.ts";

/** Checks each link of the chain, one line each, with how to fix it where it is broken. Changes nothing. */
export async function doctor({ env, options: { json } }: Call): Promise<number> {
  const answers = createAnswers<Check>(json, toWords);
  let config: ConfigWithCredential;
  try {
    config = loadConfig(env, { credential: true });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    answers.print(checkNode());
    for (const problem of error.problems) {
      const { variable, fault } = problem;
      answers.print(bad("configuration", `${variable} ${fault}`, expectation(problem)));
    }
    return exitCodes.wrongConfiguration;
  }
  const { logLevel, logFormat } = config.telemetry;
  // The lines report what happens; a refused credential must not be reported twice.
  const log = createLog({ logLevel: logLevel === "info" ? "silent" : logLevel, logFormat });
  let ok = true;
  const print: Answers<Check>["print"] = (check) => {
    ok &&= check.ok;
    answers.print(check);
  };
  let facts: AnswerFacts | null = null;
  const account = openAccount({
    config,
    credential: config.credential,
    log,
    onAnswer: (seen) => (facts = seen),
  });
  try {
    print(checkNode());
    for (const check of await checkFolders(config.storage)) print(check);
    print(await checkReaders(config.storage));
    print(await checkDisk(config.storage));
    print(await checkLedger(config.storage));
    const aircall = await checkAircall(config, account, () => facts);
    for (const check of aircall) print(check);
    const taken = aircall.every(({ check, ok: fine }) => check !== "aircall" || fine);
    await checkServer({ env, config, log, account, print }, taken);
    const receiver = await checkReceiver(config);
    if (receiver) print(receiver);
    for (const check of await checkMediaLate(config.media, env)) print(check);
  } finally {
    await account.client.close();
  }
  return ok ? exitCodes.done : exitCodes.no;
}

/** Loaded late: packages that are not there are a broken link, too. */
async function checkMediaLate(media: MediaConfig, env: Environment): Promise<Check[]> {
  try {
    const { checkMedia } = await import("../../app/doctor/check-media.ts");
    return await checkMedia(media, env);
  } catch (error) {
    return [bad("engine-local", messageOf(error), "npm ci puts the packages back")];
  }
}

interface Looking {
  readonly env: Environment;
  readonly config: Config;
  readonly log: Logger;
  readonly account: OpenAccount;
  readonly print: (check: Check) => void;
}

/** Temporal and, in its queue, the webhooks. */
async function checkServer(looking: Looking, credentialTaken: boolean): Promise<void> {
  const { env, config, print } = looking;
  const webhookUnknown = (why: string, fix: string): void =>
    print(bad("webhook", `could not be asked: ${why}`, fix));
  let reached = false;
  try {
    const named = namedTemporal(env);
    if (named && isCloud(named)) cloudSteps(named.namespace).forEach(print);
    await withTemporal(looking, async (session) => {
      reached = true;
      const { client, where } = session;
      const { checks, blocked } = await checkTemporal(client, where, config.account.name);
      checks.forEach(print);
      if (!credentialTaken) webhookUnknown("Aircall does not answer us", "fix aircall first");
      else if (blocked === null) await checkWebhooks(session, looking);
      else webhookUnknown("Temporal gives no permit", `fix ${blocked} first`);
    });
  } catch (error) {
    if (reached) return webhookUnknown(messageOf(error), "fix what is reported above");
    print(
      bad(
        "temporal",
        messageOf(error),
        env["TEMPORAL_ADDRESS"]
          ? "start the Temporal server, or set TEMPORAL_ADDRESS to where it is"
          : "npm start keeps an embedded server in AFTERBEEP_DATA; install the Temporal CLI or set TEMPORAL_CLI_PATH, or name a server in TEMPORAL_ADDRESS",
      ),
    );
    webhookUnknown("its requests wait in Temporal, which is not reached", "fix temporal first");
  }
}

async function checkWebhooks(session: TemporalSession, looking: Looking): Promise<void> {
  const { account, config, print } = looking;
  await withPermits({ ...session, ...looking, purpose: "doctor" }, async (permits) => {
    checkWebhook(config, await readWebhooks(account, permits)).forEach(print);
    if (config.media.usesAircall) print(await checkAircallAi(account, permits));
  });
}

function toWords({ check, ok, detail, fix }: Check): string {
  const line = `${ok ? "ok " : "BAD"}  ${check.padEnd(18)} ${detail}`;
  return fix === null ? line : `${line}\n${" ".repeat(24)}-> ${fix}`;
}

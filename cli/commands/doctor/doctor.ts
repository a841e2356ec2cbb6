import type { AnswerFacts } from "../../../aircall/http/transport.ts";
import { openAccount, type OpenAccount } from "../../../app/open-account.ts";
import { createAnswers, type Answers } from "../../print/answers.ts";
import { ConfigError } from "../../../platform/config/config-error.ts";
import { loadConfig, type Config, type Environment } from "../../../platform/config/load-config.ts";
import { bad, messageOf, type Check } from "./check.ts";
import { checkAircall } from "./check-aircall.ts";
import { checkDisk, checkFolders, checkNode } from "./check-machine.ts";
import { checkReceiver } from "./check-receiver.ts";
import { checkTemporal } from "./check-temporal.ts";
import { checkWebhook, readWebhooks } from "./check-webhook.ts";
import { cloudSteps, isCloud } from "./cloud-steps.ts";
import { exitCodes } from "../../exit-codes.ts";
import { createLog, type Logger } from "../../../platform/telemetry/log.ts";
import { namedTemporal } from "../../../app/temporal-address.ts";
import { withTemporal, type TemporalSession } from "../../../app/with-temporal.ts";
import { withTurns } from "../../../app/with-permits.ts";

/** Proves each link of the chain, one line each, with its mend where it is broken. Changes nothing. */
export async function doctor(
  env: Environment,
  { json }: { readonly json: boolean },
): Promise<number> {
  const answers = createAnswers<Check>(json, toWords);
  let config: Config;
  try {
    config = loadConfig(env, { credential: true });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    answers.tell(checkNode());
    for (const { variable, fault, expected, example } of error.problems) {
      const fix = `expected ${expected}, for example ${variable}=${example}`;
      answers.tell(bad("configuration", `${variable} ${fault}`, fix));
    }
    return exitCodes.wrongConfiguration;
  }
  // What happens is told in the answers; a refused credential must not be told twice.
  const log = createLog(config.LOG_LEVEL === "info" ? "silent" : config.LOG_LEVEL);
  let ok = true;
  const tell: Answers<Check>["tell"] = (check) => {
    ok &&= check.ok;
    answers.tell(check);
  };
  let facts: AnswerFacts | null = null;
  const account = openAccount(config, log, { onAnswer: (told) => (facts = told) });
  try {
    tell(checkNode());
    for (const check of await checkFolders(config)) tell(check);
    tell(await checkDisk(config));
    const aircall = await checkAircall(config, account, () => facts);
    for (const check of aircall) tell(check);
    const taken = aircall.every(({ check, ok: fine }) => check !== "aircall" || fine);
    await checkServer(env, config, log, account, taken, tell);
    const receiver = await checkReceiver(config);
    if (receiver) tell(receiver);
    for (const check of await heard(config, env)) tell(check);
  } finally {
    await account.client.close();
  }
  return ok ? exitCodes.done : exitCodes.no;
}

/** Loaded late: packages that are not there are a broken link, too. */
async function heard(config: Config, env: Environment): Promise<Check[]> {
  try {
    const { checkHearing } = await import("./check-hearing.ts");
    return await checkHearing(config, env);
  } catch (error) {
    return [bad("engine-local", messageOf(error), "npm ci puts the packages back")];
  }
}

/** Temporal and, in its queue, the webhooks. */
async function checkServer(
  env: Environment,
  config: Config,
  log: Logger,
  account: OpenAccount,
  credentialTaken: boolean,
  tell: (check: Check) => void,
): Promise<void> {
  const webhookUnknown = (why: string, fix: string): void =>
    tell(bad("webhook", `could not be asked: ${why}`, fix));
  let reached = false;
  try {
    const named = namedTemporal(env);
    if (named && isCloud(named)) cloudSteps(named.namespace).forEach(tell);
    await withTemporal(env, config, log, async (session) => {
      reached = true;
      const where = named
        ? (session.address.connectionOptions.address ?? "")
        : `the embedded server of ${config.AFTERBEEP_DATA}`;
      const { checks, blocked } = await checkTemporal(session.client, where, config);
      checks.forEach(tell);
      if (!credentialTaken) webhookUnknown("Aircall does not answer us", "mend aircall first");
      else if (blocked === null) await checkWebhooks(session, config, log, account, tell);
      else webhookUnknown("Temporal gives no turn", `mend ${blocked} first`);
    });
  } catch (error) {
    if (reached) return webhookUnknown(messageOf(error), "mend what is told above");
    tell(
      bad(
        "temporal",
        messageOf(error),
        env["TEMPORAL_ADDRESS"]
          ? "start the Temporal server, or set TEMPORAL_ADDRESS to where it is"
          : "npm start keeps an embedded server in AFTERBEEP_DATA; install the Temporal CLI or set TEMPORAL_CLI_PATH, or name a server in TEMPORAL_ADDRESS",
      ),
    );
    webhookUnknown("it takes its turn in Temporal, which is away", "mend temporal first");
  }
}

async function checkWebhooks(
  session: TemporalSession,
  config: Config,
  log: Logger,
  account: OpenAccount,
  tell: (check: Check) => void,
): Promise<void> {
  const webhooks = await withTurns(session, account, log, "doctor", (turns) =>
    readWebhooks(account, turns),
  );
  checkWebhook(config, webhooks).forEach(tell);
}

function toWords({ check, ok, detail, fix }: Check): string {
  const line = `${ok ? "ok " : "BAD"}  ${check.padEnd(18)} ${detail}`;
  return fix === null ? line : `${line}\n${" ".repeat(24)}-> ${fix}`;
}

import type { AnswerFacts } from "../../aircall/http/transport.ts";
import { isUsable } from "../../app/accounts/account-registry.ts";
import type { ConfiguredAccount } from "../../app/accounts/account-source.ts";
import { loadKnownAccounts } from "../../app/accounts/load-all-accounts.ts";
import { accountsFor } from "../../app/accounts/choose-account.ts";
import { loadConfiguration, type Configuration } from "../../platform/config/load-accounts.ts";
import { openAccount, type OpenAccount, type UsableAccount } from "../../app/open-account.ts";
import { createAnswers, type Answers } from "../print/answers.ts";
import { ConfigError, expectation, subjectOf } from "../../platform/config/config-error.ts";
import type { Config, Environment } from "../../platform/config/load-config.ts";
import { bad, messageOf, type Check } from "../../app/doctor/check.ts";
import { checkAircall } from "../../app/doctor/check-aircall.ts";
import { checkAircallAi } from "../../app/doctor/check-aircall-ai.ts";
import { checkCompanies } from "../../app/doctor/check-companies.ts";
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
import type { AnyAccounts, Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import type { MediaConfig } from "../../platform/config/sections/media.ts";
import { createLog, type Logger } from "../../platform/telemetry/log.ts";
import { namedTemporal } from "../../app/temporal-address.ts";
import { withTemporal, type TemporalSession } from "../../app/session/with-temporal.ts";
import { withPermits } from "../../app/session/with-permits.ts";

/** Checks each link of the chain, one line each, with how to fix it where it is broken. Changes nothing. */
export async function doctor({
  env,
  options: { json, account: chosen },
}: Call<readonly [], AnyAccounts>): Promise<number> {
  const answers = createAnswers<Check>(json, toWords);
  let read: Configuration;
  try {
    read = loadConfiguration(env, { credential: true });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    answers.print(checkNode());
    for (const problem of error.problems) {
      const fault = `${subjectOf(problem)} ${problem.fault}`;
      answers.print(bad("configuration", fault, expectation(problem)));
    }
    return exitCodes.wrongConfiguration;
  }
  const { config } = read;
  // A ledger that does not answer is a broken link of its own.
  const { accounts: all } = await loadKnownAccounts(env, { credential: true });
  const chosenAccounts = accountsFor<ConfiguredAccount>(all, chosen);
  const accounts = chosenAccounts.filter(isUsable);
  const { logLevel, logFormat } = config.telemetry;
  // The lines report what happens; a refused credential must not be reported twice.
  const log = createLog({ logLevel: logLevel === "info" ? "silent" : logLevel, logFormat });
  let ok = true;
  const print: Answers<Check>["print"] = (check) => {
    ok &&= check.ok;
    answers.print(check);
  };
  print(checkNode());
  for (const check of await checkFolders(config.storage)) print(check);
  print(await checkReaders(config.storage));
  print(await checkDisk(config.storage));
  print(await checkLedger(config.storage));
  const ofAccount = (account: string): Print =>
    chosenAccounts.length === 1 ? print : (check) => print({ ...check, account });
  await using opened = new AsyncDisposableStack();
  const looked: Looked[] = [];
  for (const { name } of chosenAccounts.filter((one) => !isUsable(one))) {
    ofAccount(name)(
      bad("aircall", "the account is not installed yet", `afterbeep accounts connect ${name}`),
    );
  }
  for (const configured of accounts) {
    let facts: AnswerFacts | null = null;
    const account = openAccount({
      account: configured,
      config,
      log,
      onAnswer: (seen) => (facts = seen),
    });
    opened.defer(() => account.close());
    const aircall = await checkAircall(configured, account, () => facts);
    for (const check of aircall) ofAccount(configured.name)(check);
    const isTaken = aircall.every(({ check, ok: fine }) => check !== "aircall" || fine);
    looked.push({ configured, account, taken: isTaken, print: ofAccount(configured.name) });
  }
  const taken = looked.filter((one) => one.taken).map(({ configured }) => configured);
  const companies = await checkCompanies(taken);
  companies.forEach(print);
  const setAside = new Set(companies.flatMap(({ account }) => account ?? []));
  await checkServer({ env, config, log, print, setAside }, looked);
  for (const { configured, print: printOf } of looked) {
    const receiver = await checkReceiver(config, configured);
    if (receiver) printOf(receiver);
  }
  for (const check of await checkMediaLate(config.media, env)) print(check);
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
  readonly print: Print;
  /** Accounts that no worker serves, since another one is their company. */
  readonly setAside: ReadonlySet<string>;
}

type Print = (check: Check) => void;

/** An account, and whether Aircall has taken its credential. */
interface Looked {
  readonly configured: UsableAccount;
  readonly account: OpenAccount;
  readonly taken: boolean;
  readonly print: Print;
}

/** Temporal and, in its queue, the webhooks of each account. */
async function checkServer(looking: Looking, looked: readonly Looked[]): Promise<void> {
  const { env, print, setAside } = looking;
  const webhookUnknown = (one: Looked, why: string, fix: string): void =>
    one.print(bad("webhook", `could not be asked: ${why}`, fix));
  const left = new Set(looked);
  let reached = false;
  try {
    const named = namedTemporal(env);
    if (named && isCloud(named)) cloudSteps(named.namespace).forEach(print);
    await withTemporal({ ...looking, namespaceMayLack: true }, async (session) => {
      reached = true;
      const { client, where } = session;
      const names = looked.map(({ configured }) => configured.name);
      const { checks, blocked } = await checkTemporal(client, where, names);
      checks.forEach(print);
      for (const one of looked) {
        const missing = blocked(one.configured.name);
        if (setAside.has(one.configured.name)) {
          webhookUnknown(one, "no worker serves the account", "fix company first");
        } else if (!one.taken)
          webhookUnknown(one, "Aircall does not answer us", "fix aircall first");
        else if (missing === null) await checkWebhooks(session, looking, one);
        else webhookUnknown(one, "Temporal gives no permit", `fix ${missing} first`);
        left.delete(one);
      }
    });
  } catch (error) {
    if (reached) {
      for (const one of left) webhookUnknown(one, messageOf(error), "fix what is reported above");
      return;
    }
    print(
      bad(
        "temporal",
        messageOf(error),
        env["TEMPORAL_ADDRESS"]
          ? "start the Temporal server, or set TEMPORAL_ADDRESS to where it is"
          : "npm start keeps an embedded server in AFTERBEEP_DATA; install the Temporal CLI or set TEMPORAL_CLI_PATH, or name a server in TEMPORAL_ADDRESS",
      ),
    );
    for (const one of left) {
      const why = "its requests wait in Temporal, which is not reached";
      webhookUnknown(one, why, "fix temporal first");
    }
  }
}

async function checkWebhooks(
  session: TemporalSession,
  looking: Looking,
  { configured, account, print }: Looked,
): Promise<void> {
  const { config } = looking;
  await withPermits({ ...session, ...looking, account, purpose: "doctor" }, async (permits) => {
    checkWebhook(config, configured, await readWebhooks(account, permits)).forEach(print);
    if (config.media.usesAircall) print(await checkAircallAi(account, permits));
  });
}

function toWords({ check, ok, detail, fix, account }: Check): string {
  const whose = account === undefined ? "" : `${account}: `;
  const line = `${ok ? "ok " : "BAD"}  ${check.padEnd(18)} ${whose}${detail}`;
  return fix === null ? line : `${line}\n${" ".repeat(24)}-> ${fix}`;
}

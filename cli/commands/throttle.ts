import type { Client } from "@temporalio/client";
import { isKnownAccount, knownAccounts } from "../../client/ask/known-accounts.ts";
import { resumeAccount } from "../../client/start/resume-account.ts";
import { usualRequestsPerMinute } from "../../domain/aircall-limits.ts";
import {
  dispatchRate,
  pauseAccount,
  readThrottle,
  setThrottle,
  unpauseAccount,
} from "../../temporal/throttle.ts";
import { createAnswers } from "../print/answers.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Environment } from "../../platform/config/load-config.ts";
import { inSession } from "../../app/session/in-session.ts";

interface Answer {
  readonly account: string;
  /** Aircall's limit as we take it; of a paused account, what it resumes at. */
  readonly requestsPerMinute: number;
  /** What the server lets through of it; null where no worker has set a rate yet. */
  readonly dispatchesPerSecond: number | null;
  readonly paused: boolean;
}

/** What `throttle set` and `throttle unset` have changed. */
interface Changed {
  readonly account: string;
  readonly before: number;
  readonly requestsPerMinute: number;
}

/** Shows the rate of every account that is known. */
export async function showThrottle({ env, options: { json } }: Call): Promise<number> {
  const answers = answersFor(json);
  await inSession(env, async ({ client, config }) => {
    const { rate, limitOf, paused, backlog } = await readThrottle(client);
    const accounts = new Set([config.account.name, ...(await knownAccounts(client))]);
    for (const account of accounts) {
      const requestsPerMinute = limitOf(account);
      answers.print({
        account,
        requestsPerMinute,
        dispatchesPerSecond: rate === null ? null : dispatchRate(requestsPerMinute),
        paused: paused.has(account),
      });
    }
    if (!json) process.stdout.write(`requests that wait for dispatch: about ${backlog}\n`);
  });
  return exitCodes.done;
}

/** Sets an account's limit. A worker that starts with AIRCALL_REQUESTS_PER_MINUTE sets it anew. */
export async function changeThrottle({
  env,
  args: [account, requestsPerMinute],
  options: { json },
}: Call<[account: string, requestsPerMinute: number]>): Promise<number> {
  return change(env, { account, requestsPerMinute, json });
}

/** Takes the limit of its own from an account. */
export async function unsetThrottle({
  env,
  args: [account],
  options: { json },
}: Call<[account: string]>): Promise<number> {
  return change(env, { account, requestsPerMinute: usualRequestsPerMinute, json });
}

function change(
  env: Environment,
  { account, requestsPerMinute, json }: Omit<Changed, "before"> & { readonly json: boolean },
): Promise<number> {
  return inSession(env, async ({ client, config }) => {
    await mustBeKnown(client, config.account.name, account);
    const { limitOf, paused } = await readThrottle(client);
    if (paused.has(account)) {
      process.stderr.write(`account ${account} is paused: resume it first\n`);
      return exitCodes.no;
    }
    if ((await setThrottle(client, account, requestsPerMinute)) === "per-queue") {
      process.stderr.write(
        "this Temporal server has no limits per account; set AIRCALL_REQUESTS_PER_MINUTE for the workers instead\n",
      );
      return exitCodes.no;
    }
    const before = limitOf(account);
    createAnswers<Changed>(
      json,
      () => `${account}: ${before} -> ${requestsPerMinute} requests a minute`,
    ).print({ account, before, requestsPerMinute });
    return exitCodes.done;
  });
}

/** Nothing of the account is sent from now on; its voicemails are accepted and wait. */
export async function pause({ env, args: [account] }: Call<[account: string]>): Promise<number> {
  await inSession(env, async ({ client, config }) => {
    await mustBeKnown(client, config.account.name, account);
    await pauseAccount(client, account);
  });
  process.stderr.write(
    `account ${account} is paused: its voicemails are accepted and wait. Go on with: afterbeep resume ${account}\n`,
  );
  return exitCodes.done;
}

/** Takes up a paused account, and wakes voicemails that wait for a good credential. */
export async function resume({ env, args: [account] }: Call<[account: string]>): Promise<number> {
  await inSession(env, async ({ client, config }) => {
    await mustBeKnown(client, config.account.name, account);
    const configured = account === config.account.name ? config.account.requestsPerMinute : null;
    const { paused, limitOf } = await readThrottle(client);
    const limit = paused.has(account)
      ? await unpauseAccount(client, account, configured ?? usualRequestsPerMinute)
      : limitOf(account);
    const woken = await resumeAccount(client, account);
    process.stderr.write(
      `account ${account} continues at ${limit} requests a minute; ${woken} open voicemails woken\n`,
    );
  });
  return exitCodes.done;
}

/**
 * A slip in the name must not let an operator believe that the account stands still.
 *
 * @throws when nobody knows the account
 */
async function mustBeKnown(client: Client, configured: string, account: string): Promise<void> {
  if (account === configured || (await isKnownAccount(client, account))) return;
  const known = [...(await knownAccounts(client))].toSorted().join(", ");
  throw new Error(
    `there is no account ${account}; there is ${known || "none yet"}. To mean one that never ran, set AIRCALL_ACCOUNT to it`,
  );
}

function answersFor(json: boolean) {
  return createAnswers<Answer>(
    json,
    ({ account, requestsPerMinute, dispatchesPerSecond, paused }) => {
      const rate = dispatchesPerSecond === null ? "not set yet" : `${dispatchesPerSecond} a second`;
      return `${account}  ${requestsPerMinute} requests a minute, dispatched: ${paused ? "paused" : rate}`;
    },
  );
}

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
import { UsageError } from "../arguments.ts";
import type { AnyAccounts, Call, OneAccount } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Environment } from "../../platform/config/load-config.ts";
import { accountFor, accountsFor } from "../../app/accounts/choose-account.ts";
import { inSession, type Session } from "../../app/session/in-session.ts";

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
export async function showThrottle({
  env,
  options: { json, account: chosen },
}: Call<readonly [], AnyAccounts>): Promise<number> {
  const answers = answersFor(json);
  await inSession(env, async ({ client, accounts: configured }) => {
    const { rate, limitOf, paused, backlog } = await readThrottle(client);
    const ours = configured.map(({ name }) => name);
    const known = new Set([...ours, ...(await knownAccounts(client))]);
    const accounts = accountsFor(
      [...known].map((name) => ({ name })),
      chosen,
    );
    for (const { name: account } of accounts) {
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
  return inSession(env, async ({ client, accounts }) => {
    await mustBeKnown(client, accounts, account);
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
export async function pause({ env, args, options }: OneAccountCall): Promise<number> {
  const account = await inSession(env, async ({ client, accounts }) => {
    const meant = await knownFor({ client, accounts }, args, options);
    await pauseAccount(client, meant);
    return meant;
  });
  process.stderr.write(
    `account ${account} is paused: its voicemails are accepted and wait. Go on with: afterbeep resume ${account}\n`,
  );
  return exitCodes.done;
}

/** Takes up a paused account, and wakes voicemails that wait for a good credential. */
export async function resume({ env, args, options }: OneAccountCall): Promise<number> {
  await inSession(env, async ({ client, accounts }) => {
    const account = await knownFor({ client, accounts }, args, options);
    const configured = accounts.find(({ name }) => name === account)?.requestsPerMinute;
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

/** One that is for one account: named as an argument or by `--account`, or the only one. */
type OneAccountCall = Call<[account: string | undefined], OneAccount>;

/** @throws when nobody knows the account */
async function knownFor(
  { client, accounts }: Pick<Session, "client" | "accounts">,
  [argument]: OneAccountCall["args"],
  { account: option }: OneAccount,
): Promise<string> {
  if (argument !== undefined && option !== undefined && argument !== option) {
    throw new UsageError("name one account, as an argument or by --account");
  }
  const named = argument ?? option;
  if (named === undefined) return accountFor(accounts, undefined).name;
  await mustBeKnown(client, accounts, named);
  return named;
}

/**
 * A slip in the name must not let an operator believe that the account stands still.
 *
 * @throws when nobody knows the account
 */
async function mustBeKnown(
  client: Client,
  configured: Session["accounts"],
  account: string,
): Promise<void> {
  const isOurs = configured.some(({ name }) => name === account);
  if (isOurs || (await isKnownAccount(client, account))) return;
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

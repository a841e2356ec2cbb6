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
import { inSession } from "../../app/session/in-session.ts";

interface Answer {
  readonly account: string;
  /** Aircall's limit as we take it. */
  readonly requestsPerMinute: number;
  /** What the server lets through of it; null where no worker has set a rate yet. */
  readonly dispatchesPerSecond: number | null;
  readonly paused: boolean;
}

/** Shows the rate of every account that has one of its own, and of the configured one. */
export async function showThrottle({ env, options: { json } }: Call): Promise<number> {
  const answers = answersFor(json);
  await inSession(env, async ({ client, config }) => {
    const { rate, limits, paused, backlog } = await readThrottle(client);
    const accounts = new Set([config.account.name, ...limits.keys(), ...paused]);
    for (const account of accounts) {
      const requestsPerMinute = limits.get(account) ?? usualRequestsPerMinute;
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
}: Call<[account: string, requestsPerMinute: number]>): Promise<number> {
  return inSession(env, async ({ client }) => {
    const { paused } = await readThrottle(client);
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
    return exitCodes.done;
  });
}

/** Nothing of the account is sent from now on; its voicemails are accepted and wait. */
export async function pause({ env, args: [account] }: Call<[account: string]>): Promise<number> {
  await inSession(env, ({ client }) => pauseAccount(client, account));
  process.stderr.write(
    `account ${account} is paused: its voicemails are accepted and wait. Go on with: afterbeep resume ${account}\n`,
  );
  return exitCodes.done;
}

/** Takes up a paused account, and wakes voicemails that wait for a good credential. */
export async function resume({ env, args: [account] }: Call<[account: string]>): Promise<number> {
  await inSession(env, async ({ client, config }) => {
    const configured = account === config.account.name ? config.account.requestsPerMinute : null;
    const { paused } = await readThrottle(client);
    if (paused.has(account)) {
      await unpauseAccount(client, account, configured ?? usualRequestsPerMinute);
    }
    const resumed = await resumeAccount(client, account);
    process.stderr.write(`account ${account} continues; open voicemails woken: ${resumed}\n`);
  });
  return exitCodes.done;
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

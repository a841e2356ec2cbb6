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
import { loadConfig, type Environment } from "../../platform/config/load-config.ts";
import { exitCodes } from "../exit-codes.ts";
import { createLog } from "../../platform/telemetry/log.ts";
import { withTemporal } from "../../app/with-temporal.ts";

interface Answer {
  readonly account: string;
  /** Aircall's limit as we take it. */
  readonly requestsPerMinute: number;
  /** What the server lets through of it; null where no worker has set a rate yet. */
  readonly dispatchesPerSecond: number | null;
  readonly paused: boolean;
}

interface Options {
  readonly json: boolean;
}

/** Shows the rate of every account that has one of its own, and of the configured one. */
export async function showThrottle(env: Environment, { json }: Options): Promise<number> {
  const config = loadConfig(env);
  const answers = answersFor(json);
  await withTemporal(env, config, createLog(config.LOG_LEVEL), async ({ client }) => {
    const { rate, limits, paused, backlog } = await readThrottle(client);
    const accounts = new Set([config.AIRCALL_ACCOUNT, ...limits.keys(), ...paused]);
    for (const account of accounts) {
      const requestsPerMinute = limits.get(account) ?? usualRequestsPerMinute;
      answers.tell({
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
export async function changeThrottle(
  env: Environment,
  account: string,
  requestsPerMinute: number,
): Promise<number> {
  const config = loadConfig(env);
  return withTemporal(env, config, createLog(config.LOG_LEVEL), async ({ client }) => {
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
export async function pause(env: Environment, account: string): Promise<number> {
  const config = loadConfig(env);
  await withTemporal(env, config, createLog(config.LOG_LEVEL), ({ client }) =>
    pauseAccount(client, account),
  );
  process.stderr.write(
    `account ${account} is paused: its voicemails are accepted and wait. Go on with: afterbeep resume ${account}\n`,
  );
  return exitCodes.done;
}

/** Takes up a paused account, and wakes voicemails that wait for a good credential. */
export async function resume(env: Environment, account: string): Promise<number> {
  const config = loadConfig(env);
  const configured = account === config.AIRCALL_ACCOUNT ? config.AIRCALL_REQUESTS_PER_MINUTE : null;
  await withTemporal(env, config, createLog(config.LOG_LEVEL), async ({ client }) => {
    const { paused } = await readThrottle(client);
    if (paused.has(account)) {
      await unpauseAccount(client, account, configured ?? usualRequestsPerMinute);
    }
    const told = await resumeAccount(client, account);
    process.stderr.write(`account ${account} goes on; open voicemails told: ${told}\n`);
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

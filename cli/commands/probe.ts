import { createInterface } from "node:readline/promises";
import { createPacer } from "../../aircall/http/pacer.ts";
import { usualRequestsPerMinute } from "../../domain/aircall-limits.ts";
import { parseAllowedHosts } from "../../voice/audio/allowed-hosts.ts";
import { openAccount } from "../../app/open-account.ts";
import { createAnswers } from "../print/answers.ts";
import { loadConfig, type Environment } from "../../platform/config/load-config.ts";
import { exitCodes } from "../exit-codes.ts";
import { createLog } from "../../platform/telemetry/log.ts";
import { createAsk } from "../../aircall/probe/ask.ts";
import type { Observation } from "../../aircall/probe/experiment.ts";
import { runProbe } from "../../aircall/probe/run-probe.ts";
import { withTemporal } from "../../app/with-temporal.ts";
import { withTurns } from "../../app/with-permits.ts";

export interface ProbeOptions {
  /** A test call that may be written to. */
  readonly call?: number;
  readonly useUpLimit: boolean;
  readonly yes: boolean;
  readonly json: boolean;
}

/** Asks an account what the simulator answers; exit code 1 where the simulator is wrong. */
export async function probe(env: Environment, options: ProbeOptions): Promise<number> {
  const config = loadConfig(env, { credential: true });
  const { credential } = config;
  if (!credential) throw new Error("a credential was not asked for");
  const say = (line: string): void => void process.stderr.write(`${line}\n`);
  if (config.DRY_RUN && options.call !== undefined) {
    say("DRY_RUN is set: nothing is written to Aircall. Unset it, or leave --call out");
    return exitCodes.wrongUsage;
  }
  const costs = costsOf(options);
  for (const cost of costs) say(cost);
  if (costs.length > 0 && !options.yes && !(await agreed())) {
    say("Nothing was sent. Add --yes where nobody can be asked");
    return exitCodes.wrongUsage;
  }

  const log = createLog(config.LOG_LEVEL);
  const account = openAccount(config, log);
  const hosts = parseAllowedHosts(config.RECORDING_HOSTS);
  // Half the limit, for the account's other programs.
  const pacer = createPacer((config.AIRCALL_REQUESTS_PER_MINUTE ?? usualRequestsPerMinute) / 2);
  const answers = createAnswers<Observation>(options.json, toWords);
  let wrong = 0;
  try {
    await withTemporal(env, config, log, (session) =>
      withTurns(session, account, log, "probe", async (turns) => {
        const turn = async (): Promise<void> => {
          await turns.take();
          await pacer.permit();
        };
        const ask = createAsk({ baseUrl: config.AIRCALL_BASE_URL, credential, turn });
        const wish = {
          callId: options.call ?? null,
          usesUpLimit: options.useUpLimit,
          refusalOf: hosts.refusal,
        };
        for await (const observation of runProbe(ask, wish, say)) {
          if (observation.agrees === false) wrong++;
          answers.tell(observation);
        }
      }),
    );
  } finally {
    await account.client.close();
  }
  return wrong > 0 ? exitCodes.no : exitCodes.done;
}

function costsOf({ call, useUpLimit }: ProbeOptions): string[] {
  return [
    ...(call === undefined
      ? []
      : [
          `Call ${call} gets one comment of 4,000 characters, which stays: Aircall has no way to take it away. Two tags are made, set on it and deleted`,
        ]),
    ...(useUpLimit
      ? ["Everything on this Aircall account is refused for up to a minute: its limit is used up"]
      : []),
  ];
}

async function agreed(): Promise<boolean> {
  if (!process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return /^y(es)?$/i.test((await terminal.question("Go on? [y/N] ")).trim());
  } finally {
    terminal.close();
  }
}

function toWords({ question, expected, seen, agrees }: Observation): string {
  if (agrees === null) return `unseen  ${question}: the simulator says ${expected}`;
  return agrees
    ? `agrees  ${question}: ${expected}`
    : `WRONG   ${question}: the simulator says ${expected}, Aircall ${seen}`;
}

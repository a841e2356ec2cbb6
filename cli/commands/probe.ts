import { createPacer } from "../../aircall/http/pacer.ts";
import { usualRequestsPerMinute } from "../../domain/aircall-limits.ts";
import { parseAllowedHosts } from "../../recordings/allowed-hosts.ts";
import { createAnswers } from "../print/answers.ts";
import type { Call, OneAccount } from "../command.ts";
import { agrees, mayAsk } from "../print/agrees.ts";
import { exitCodes } from "../exit-codes.ts";
import { createAsk } from "../../aircall/probe/ask.ts";
import type { Observation } from "../../aircall/probe/experiment.ts";
import { runProbe } from "../../aircall/probe/run-probe.ts";
import { accountFor } from "../../app/accounts/choose-account.ts";
import { loadAllAccounts } from "../../app/accounts/load-all-accounts.ts";
import { inAccountSessions } from "../../app/session/in-session.ts";

interface ProbeOptions extends OneAccount {
  /** A test call that may be written to. */
  readonly call?: number;
  readonly useUpLimit?: boolean;
  readonly yes?: boolean;
}

/** Asks an account what the simulator answers; exit code 1 where the simulator is wrong. */
export async function probe({ env, options }: Call<readonly [], ProbeOptions>): Promise<number> {
  const { accounts } = await loadAllAccounts(env, { credential: true });
  const settings = accountFor(accounts, options.account);
  if (settings.dryRun && options.call !== undefined) {
    say("DRY_RUN is set: nothing is written to Aircall. Unset it, or leave --call out");
    return exitCodes.wrongUsage;
  }
  const costs = costsOf(options);
  for (const cost of costs) say(cost);
  if (
    costs.length > 0 &&
    options.yes !== true &&
    !(mayAsk() && (await agrees("Go on?", { byDefault: false })))
  ) {
    say("Nothing was sent. Add --yes where nobody can be asked");
    return exitCodes.wrongUsage;
  }

  const answers = createAnswers<Observation>(options.json, toWords);
  // Half the limit, for the account's other programs.
  const pacer = createPacer((settings.requestsPerMinute ?? usualRequestsPerMinute) / 2);
  let wrong = 0;
  const session = { env, purpose: "probe", account: settings.name };
  await inAccountSessions(session, async ({ config, configured, permits }) => {
    const { baseUrl } = configured;
    const ask = createAsk({
      baseUrl,
      credential: configured.credential,
      permit: async () => {
        await permits.take();
        await pacer.permit();
      },
    });
    const chosen = {
      callId: options.call ?? null,
      usesUpLimit: options.useUpLimit === true,
      refusalOf: parseAllowedHosts(config.storage.hosts).refusal,
    };
    for await (const observation of runProbe(ask, chosen, say)) {
      if (observation.agrees === false) wrong++;
      answers.print(observation);
    }
  });
  return wrong > 0 ? exitCodes.no : exitCodes.done;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
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

function toWords({ question, expected, seen, agrees: right }: Observation): string {
  if (right === null) return `unseen  ${question}: the simulator says ${expected}`;
  return right
    ? `agrees  ${question}: ${expected}`
    : `WRONG   ${question}: the simulator says ${expected}, Aircall ${seen}`;
}

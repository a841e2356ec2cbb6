import { setTimeout as delay } from "node:timers/promises";
import type { Client } from "@temporalio/client";
import { workflowIdFor } from "../../domain/wire.ts";
import { percentile } from "../percentile.ts";
import type { Row } from "../publish.ts";
import type { AccountsStage, StagedAccount } from "../../stage/accounts-stage.ts";
import { announce, leaveSilence, openSilentAccounts } from "./open-silent-accounts.ts";

const calmAccounts = 9;

/** For a 95th percentile worth the name. */
const voicemails = 90;

/** Between two voicemails of calm accounts: their own rate is far away. */
const everyMs = 700;

/** A trouble of one account, begun before the others are measured, and ended after. */
interface Trouble {
  readonly what: string;
  readonly begin: (troubled: StagedAccount) => Promise<(() => Promise<void>) | void>;
}

const backlog = 2_000;

const someVoicemails = 200;

const troubles: readonly Trouble[] = [
  {
    what: "a dead credential, and 200 voicemails",
    begin: async (troubled) => {
      const { control } = troubled.company;
      await control("PATCH", "settings", { credentialRevoked: true });
      await leaveMany(troubled, someVoicemails);
      return async () => {
        await control("PATCH", "settings", { credentialRevoked: false });
      };
    },
  },
  {
    what: "429 to everything, and 200 voicemails",
    begin: (troubled) => withFault(troubled, { kind: "status", status: 429, resetInSeconds: 5 }),
  },
  {
    what: "no answer at all, and 200 voicemails",
    begin: (troubled) => withFault(troubled, { kind: "silence", delayMs: 60_000 }),
  },
  {
    what: "40 webhooks a second with a wrong token",
    begin: async ({ webhookUrl }) => {
      const wrong = { webhookUrl, token: "wrong" };
      const posting = setInterval(() => void announce(wrong, 1).catch(() => {}), 25);
      return async () => clearInterval(posting);
    },
  },
  {
    what: "a backlog of 2,000 voicemails",
    begin: (troubled) => leaveMany(troubled, backlog),
  },
];

async function withFault(troubled: StagedAccount, fault: object): Promise<() => Promise<void>> {
  const { control } = troubled.company;
  await control("POST", "faults", { path: "^/v1/", count: 1_000_000, ...fault });
  await leaveMany(troubled, someVoicemails);
  return async () => {
    await control("DELETE", "faults");
  };
}

async function leaveMany(troubled: StagedAccount, count: number): Promise<void> {
  for (let left = 0; left < count; left += 10) {
    await Promise.all(Array.from({ length: 10 }, () => leaveSilence(troubled)));
  }
}

/** How much later the voicemails of nine accounts are delivered while a tenth is in trouble. */
export async function measureIsolation(): Promise<readonly Row[]> {
  const names = [
    "troubled",
    ...Array.from({ length: calmAccounts }, (_, index) => `calm-${index + 1}`),
  ];
  const stage = await openSilentAccounts(names);
  try {
    const [troubled, ...calm] = stage.accounts;
    if (!troubled) throw new Error("nobody is in trouble");
    // The first voicemail of each account learns its tags.
    await timesOf(stage, calm, calm.length);
    const alone = await timesOf(stage, calm, voicemails);
    const rows: Row[] = [
      {
        figure: "delivery of a silent voicemail, nine accounts, p50 / p95 / worst",
        value: words(alone),
        aim: "",
      },
    ];
    for (const { what, begin } of troubles) {
      const end = await begin(troubled);
      const beside = await timesOf(stage, calm, voicemails);
      await end?.();
      const laterMs = percentile(beside, 0.95) - percentile(alone, 0.95);
      rows.push({
        figure: `the same while a tenth has ${what}`,
        value: `${words(beside)}; p95 ${laterMs < 0 ? "" : "+"}${(laterMs / 1_000).toFixed(2)} s`,
        aim: "p95 +1 s at most",
      });
      process.stderr.write(`${rows.at(-1)?.figure}: ${rows.at(-1)?.value}\n`);
    }
    return rows;
  } finally {
    await stage.close();
  }
}

function words(times: readonly number[]): string {
  const [middle, most, worst] = [0.5, 0.95, 1].map((share) => percentile(times, share));
  return [middle, most, worst].map((ms = Number.NaN) => (ms / 1_000).toFixed(2)).join(" / ") + " s";
}

/** From the webhook to the end of each voicemail, milliseconds, the accounts in turn. */
async function timesOf(
  { client }: AccountsStage,
  accounts: readonly StagedAccount[],
  count: number,
): Promise<readonly number[]> {
  const ends: Promise<number>[] = [];
  for (let left = 0; left < count; left++) {
    const account = accounts[left % accounts.length];
    if (!account) continue;
    const from = Date.now();
    const callId = await leaveSilence(account);
    ends.push(endOf(client, account.name, callId).then((at) => at - from));
    await delay(everyMs);
  }
  return Promise.all(ends);
}

async function endOf(client: Client, account: string, callId: number): Promise<number> {
  const handle = client.workflow.getHandle(workflowIdFor(account, callId));
  for (;;) {
    try {
      await handle.result();
      const { closeTime } = await handle.describe();
      return closeTime?.getTime() ?? Number.NaN;
    } catch (error) {
      // Accepted, and not yet begun.
      if (!(error instanceof Error) || error.name !== "WorkflowNotFoundError") throw error;
      await delay(50);
    }
  }
}

/** By itself: `node bench/accounts/measure-isolation.ts` prints the figures and publishes nothing. */
if (import.meta.main) {
  for (const { figure, value } of await measureIsolation()) {
    process.stdout.write(`${figure}: ${value}\n`);
  }
}

import { setTimeout as delay } from "node:timers/promises";
import { isSwept } from "../../client/start/ensure-sweep.ts";
import { heldBy, workersOf } from "../processes.ts";
import type { Row } from "../publish.ts";
import type { AccountsStage } from "../../stage/accounts-stage.ts";
import { leaveSilence, openSilentAccounts } from "./open-silent-accounts.ts";

const many = 100;

/** What an account takes of both processes' memory, when each has had a voicemail. */
export async function measureMemory(): Promise<readonly Row[]> {
  const one = await heldWith(1);
  const all = await heldWith(many);
  const each = (all - one) / (many - 1);
  return [
    {
      figure: `memory of both processes with 1 account, and with ${many}`,
      value: `${one} MB, ${all} MB`,
      aim: "",
    },
    { figure: "memory by account", value: `${each.toFixed(2)} MB`, aim: "<= 3 MB" },
  ];
}

async function heldWith(count: number): Promise<number> {
  const names = Array.from({ length: count }, (_, index) => `account-${index + 1}`);
  const stage = await openSilentAccounts(names);
  try {
    // A server that begins a hundred sweeps at once may not answer in time.
    const swept = (name: string): Promise<boolean> =>
      isSwept(stage.client, name).catch(() => false);
    for (const name of names) while (!(await swept(name))) await delay(1_000);
    await Promise.all(stage.accounts.map(leaveSilence));
    while (!(await allDelivered(stage))) await delay(500);
    return await settled(() =>
      [stage.up.pid, ...workersOf(stage.up.pid)].reduce((sum, pid) => sum + heldBy(pid), 0),
    );
  } finally {
    await stage.close();
  }
}

async function allDelivered({ accounts }: AccountsStage): Promise<boolean> {
  const calls = await Promise.all(
    accounts.map(async ({ company }) => {
      return (await company.control("GET", "calls")) as { comments: readonly unknown[] }[];
    }),
  );
  return calls.every((all) => all.every(({ comments }) => comments.length > 0));
}

/** The least of half a minute: what is collected sooner or later is not held. */
async function settled(look: () => number): Promise<number> {
  let least = look();
  for (let looks = 0; looks < 30; looks++) {
    await delay(1_000);
    least = Math.min(least, look());
  }
  return least;
}

/** By itself: `node bench/accounts/measure-memory.ts` prints the figures and publishes nothing. */
if (import.meta.main) {
  for (const { figure, value } of await measureMemory()) {
    process.stdout.write(`${figure}: ${value}\n`);
  }
}

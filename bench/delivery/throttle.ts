import { availableParallelism } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { Worker as Thread } from "node:worker_threads";
import type { Row } from "../publish.ts";
import { openBenchStage, type BenchStage } from "./stage.ts";

const limit = 100;
const minute = 60_000;
const voicemails = 150;

interface Requests {
  readonly refused: number;
  readonly worstMinute: number;
  readonly requests: readonly { readonly at: number; readonly status: number }[];
}

/** The share of an account's limit that two workers use under a backlog. */
export async function measureThrottle(): Promise<readonly Row[]> {
  const stage = await openBenchStage();
  try {
    await stage.control("PATCH", "settings", { requestsPerMinute: limit });
    await stage.start("receiver");
    await Promise.all([stage.start("worker"), stage.start("worker")]);
    for (let left = 0; left < voicemails; left++) await announce(stage);
    await delay(5_000);
    const idle = await overAMinute(stage);
    const threads = Array.from(
      { length: availableParallelism() },
      () => new Thread("for (;;);", { eval: true }),
    );
    const busy = await overAMinute(stage);
    await Promise.all(threads.map((thread) => thread.terminate()));
    const { worstMinute } = await requestsOf(stage);
    return [
      row("share of the allowed requests in use under a backlog, two workers", idle),
      row("- the same, all cores kept busy by others", busy),
      {
        figure: "- most requests in any 60 seconds",
        value: String(worstMinute),
        aim: `<= ${limit}`,
      },
    ];
  } finally {
    await stage.close();
  }
}

function row(figure: string, { sent, refused }: { sent: number; refused: number }): Row {
  return {
    figure,
    value: `${Math.round((sent / limit) * 100)} %, ${refused} refused`,
    aim: ">= 88 %, 0 refused",
  };
}

async function announce({ control, webhookUrl, token }: BenchStage): Promise<void> {
  const { callId } = (await control("POST", "voicemails", {
    media: { kind: "empty" },
    events: [],
  })) as { callId: number };
  await fetch(webhookUrl(), {
    method: "POST",
    body: JSON.stringify({ event: "call.voicemail_left", token, data: { id: callId } }),
  });
}

async function requestsOf({ control }: BenchStage): Promise<Requests> {
  return (await control("GET", "requests")) as Requests;
}

async function overAMinute(stage: BenchStage): Promise<{ sent: number; refused: number }> {
  const from = Date.now();
  await delay(minute);
  const { requests } = await requestsOf(stage);
  const within = requests.filter(({ at }) => at >= from && at < from + minute);
  return { sent: within.length, refused: within.filter(({ status }) => status === 429).length };
}

import { setTimeout as delay } from "node:timers/promises";
import { defaultAccount } from "../domain/account/account-id.ts";
import { workflowIdFor } from "../domain/wire.ts";
import { whenFound } from "../temporal/when-found.ts";
import type { Row } from "./publish.ts";
import type { Bench } from "./open-bench.ts";
import { percentile } from "./percentile.ts";

const count = 20;

/** Long enough that the account's rate has recovered: the machine is idle between two voicemails. */
const betweenMs = 3_000;

interface Times {
  readonly textMs: number;
  readonly throttleMs: number;
}

export async function measureTimeToText(bench: Bench): Promise<readonly Row[]> {
  const warm = await one(bench);
  const before = ((await bench.control("requests")) as { total: number }).total;
  const times: Times[] = [];
  for (let index = 0; index < count; index++) {
    await delay(betweenMs);
    times.push(await one(bench));
  }
  const after = ((await bench.control("requests")) as { total: number }).total;
  const show = (pick: (one: Times) => number): string => {
    const values = times.map(pick);
    return `p50 ${seconds(percentile(values, 0.5))}, p95 ${seconds(percentile(values, 0.95))}`;
  };
  return [
    {
      figure: "time to text: webhook accepted to comment on the call",
      value: show(({ textMs }) => textMs),
      aim: "",
    },
    {
      figure: "- of it the work",
      value: show(({ textMs, throttleMs }) => textMs - throttleMs),
      aim: "p50 < 1.5 s",
    },
    { figure: "- of it the throttle's wait", value: show(({ throttleMs }) => throttleMs), aim: "" },
    {
      figure: "the first one after the start, model not loaded yet",
      value: seconds(warm.textMs),
      aim: "",
    },
    {
      figure: "Aircall requests a voicemail, idle",
      value: ((after - before) / count).toFixed(1),
      aim: "3.0",
    },
  ];
}

async function one({ client, leave, webhookUrl, token }: Bench): Promise<Times> {
  const callId = await leave();
  const body = JSON.stringify({ event: "call.voicemail_left", token, data: { id: callId } });
  await fetch(webhookUrl, { method: "POST", body });
  const accepted = Date.now();
  const handle = client.workflow.getHandle(workflowIdFor(defaultAccount, callId));
  // Started after the answer, so it may not be there at first.
  while ((await whenFound(handle.result())) === null);
  const { events } = await handle.fetchHistory();
  let throttleMs = 0;
  let commentAt = 0;
  const scheduled = new Map<string, { type: string; at: number }>();
  for (const event of events ?? []) {
    const at = Number(event.eventTime?.seconds) * 1_000 + (event.eventTime?.nanos ?? 0) / 1e6;
    const plan = event.activityTaskScheduledEventAttributes;
    const start = event.activityTaskStartedEventAttributes;
    const end = event.activityTaskCompletedEventAttributes;
    if (plan?.taskQueue?.name === "aircall") {
      scheduled.set(String(event.eventId), { type: plan.activityType?.name ?? "", at });
    }
    const planned = scheduled.get(String(start?.scheduledEventId));
    if (start && planned && commentAt === 0) throttleMs += at - planned.at;
    if (end && scheduled.get(String(end.scheduledEventId))?.type === "postComment") commentAt = at;
  }
  return { textMs: commentAt - accepted, throttleMs };
}

function seconds(ms: number): string {
  return `${(ms / 1_000).toFixed(2)} s`;
}

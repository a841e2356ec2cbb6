import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { setTimeout as delay } from "node:timers/promises";
import { freePort } from "../../platform/process/free-port.ts";
import { startFakeAircall } from "../../stage/fake-aircall.ts";
import { openStage } from "../../stage/open-stage.ts";
import type { Product } from "../../stage/product.ts";
import { temporalIn, workersOf } from "../processes.ts";
import { publish } from "../publish.ts";
import { leaveVoicemails } from "./leave-voicemails.ts";
import { random } from "../../stage/random.ts";
import { tallyOf } from "./tally-of.ts";
import { watchProcesses } from "./watch-processes.ts";

/*
 * Hours of `up` as people run it, with real speech, at the rate of an Aircall account: voicemails
 * come, Aircall and the storage misbehave, and for the first part of the time each process is
 * killed at random. In the end Aircall is asked what it has.
 *
 *   npm run bench:soak -- --hours 2 --voicemails 1000 --kills 60
 */

const { values } = parseArgs({
  options: {
    hours: { type: "string", default: "2" },
    voicemails: { type: "string", default: "1000" },
    kills: { type: "string", default: "60" },
  },
});
const spanMs = Number(values.hours) * 3_600_000;
const voicemails = Number(values.voicemails);
const kills = Number(values.kills);

/** Of the time; in the rest nobody is killed, to see what a process takes that lives. */
const killedFor = 0.55;

/** After the last one was left all are delivered within this, or are lost. */
const patienceMs = 20 * 60_000;

const next = random(20_261_129);
const folder = await mkdtemp(join(tmpdir(), "afterbeep-soak-"));
const { PATH, HOME } = process.env;
const aircall = await startFakeAircall({ PATH, HOME });
const stage = openStage({
  aircall,
  folder,
  temporal: null,
  env: { PATH, HOME, WEBHOOK_PORT: String(await freePort()), SWEEP_EVERY: "2m" },
  webhooks: false,
});
let up: Product = await stage.start("up");
await aircall.addWebhook(stage.webhookUrl(), stage.token);
const watch = watchProcesses(() => up.pid);
const beganAt = Date.now();
const counts = { up: 0, workers: 0, temporal: 0, deploy: 0 };

async function harm(): Promise<void> {
  const between = (spanMs * killedFor) / kills;
  for (let killed = 0; killed < kills; killed++) {
    await delay(between * (0.5 + next()));
    const whom = (["up", "workers", "temporal", "deploy"] as const)[Math.floor(next() * 4)] ?? "up";
    counts[whom]++;
    if (whom === "workers" || whom === "temporal") {
      const pids = whom === "workers" ? workersOf(up.pid) : temporalIn(folder);
      for (const pid of pids) process.kill(pid, "SIGKILL");
      continue;
    }
    // As a supervisor does.
    up.kill(whom === "up" ? "SIGKILL" : "SIGTERM");
    await up.exit;
    up = await stage.start("up");
  }
  watch.nobodyIsKilled();
}

const callIds: number[] = [];
const progress = setInterval(() => {
  const minutes = Math.round((Date.now() - beganAt) / 60_000);
  process.stderr.write(
    `${minutes} min, ${callIds.length} left, ${JSON.stringify(counts)}, ${watch.now()}\n`,
  );
}, 60_000);
try {
  await Promise.all([leaveVoicemails({ aircall, next, voicemails, spanMs, callIds }), harm()]);
  const until = Date.now() + patienceMs;
  let tally = await tallyOf(aircall, callIds);
  while (tally.lost.length > 0 && Date.now() < until) {
    await delay(5_000);
    tally = await tallyOf(aircall, callIds);
  }
  // Whoever posts twice does so late.
  await delay(120_000);
  tally = await tallyOf(aircall, callIds);
  if (tally.lost.length + tally.doubled.length > 0) process.exitCode = 1;
  const { requests, refused, worstMinute } = tally;
  const minutes = Math.round((Date.now() - beganAt) / 60_000);
  await publish(
    "soak",
    "Soak",
    [
      {
        figure: `voicemails in ${minutes} min; lost, doubled`,
        value: `${callIds.length}; ${tally.lost.length}, ${tally.doubled.length}`,
        aim: "0, 0",
      },
      {
        figure: "kills of the receiver with all, of the workers, of Temporal; restarts",
        value: `${counts.up}, ${counts.workers}, ${counts.temporal}; ${counts.deploy}`,
        aim: "",
      },
      {
        figure: "requests to Aircall a voicemail; refused for the rate; most in any minute",
        value: `${(requests / callIds.length).toFixed(1)}; ${refused}; ${worstMinute}`,
        aim: "0 refused, <= 100",
      },
      ...watch.rows(),
    ],
    `\`npm run bench:soak\`. \`up\` with real speech at an account's 100 requests a minute. One voicemail in five meets a fault: answers that are lost,
500, 503, 429, a storage that does not answer or answers with a page. Every webhook comes three times, one in ten not at all (the sweep
finds it). Each process is killed at random in the first ${Math.round(killedFor * 100)} % of the time. Memory and descriptors: of the two processes of \`up\`, in the rest of
it, while nobody is killed.`,
  );
} finally {
  clearInterval(progress);
  watch.stop();
  await stage.close();
  aircall.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

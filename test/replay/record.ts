/*
 * Records histories of real runs for the replay tests: `npm run record-histories`, some three
 * minutes, or with names of stories those alone. What it does not record stays. Every voicemail
 * here is a sample of the simulator or of test/fixtures; no caller's words are recorded.
 */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { historyToJSON } from "@temporalio/common/lib/proto-utils.js";
import { startSieve } from "../../client/start/start-sieve.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import { cacheFolderOf, findTemporalCli } from "../../temporal/embedded/find-cli.ts";
import { endProcess } from "../../platform/process/other-process.ts";
import { startServer } from "../../temporal/embedded/start-server.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline, startCli, webhookToken, type Pipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";
import { stories, type Story } from "./stories.ts";

const histories = join(import.meta.dirname, "histories");
/** A comment whose fate is unknown takes a minute to be sure of. */
const patienceMs = 240_000;

const wanted = process.argv.slice(2);
const names = [...Object.keys(stories), "sieve"];
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0)
  throw new Error(`no story is named ${unknown.join(", ")}; there are ${names.join(", ")}`);

const cli = await findTemporalCli({
  cliPath: process.env["TEMPORAL_CLI_PATH"],
  searchPath: process.env["PATH"] ?? "",
  cacheFolder: cacheFolderOf(process.env),
});
const folder = await mkdtemp(join(tmpdir(), "afterbeep-record-"));
const server = await startServer({ cli: cli.path, folder, dependent: true });
const pipeline = await openPipeline(server.address, {
  env: { SWEEP_EVERY: "2s" },
  aircall: { settings: { aiEnabled: true } },
});
try {
  await mkdir(histories, { recursive: true });
  await pipeline.start();
  const chosen = Object.entries(stories).filter(
    ([name]) => wanted.length === 0 || wanted.includes(name),
  );
  const tellAll = (aircall: boolean): Promise<unknown> =>
    Promise.all(
      chosen
        .filter(([, story]) => (story.aircall ?? false) === aircall)
        .map(([name, story]) => recordStory(name, story)),
    );
  await tellAll(false);
  if (wanted.length === 0) {
    await recordOthers();
    await recordDeadCredential();
  }
  if (wanted.length === 0 || wanted.includes("sieve")) await recordSieve();
  if (chosen.some(([, story]) => story.aircall)) {
    const asks = { TRANSCRIBERS: "aircall,local", AIRCALL_TRANSCRIPT_WAIT: "10s" };
    await pipeline.start("receiver", asks);
    await tellAll(true);
  }
} finally {
  await pipeline.close();
  await endProcess(server.pid, 5_000);
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function recordStory(
  name: string,
  { voicemail, comment, again, gone }: Story,
): Promise<void> {
  const callId = await pipeline.aircall.leave({ ...voicemail, events: [] });
  const path = `/calls/${callId}/comments$`;
  if (comment)
    await pipeline.aircall.control("POST", "faults", { method: "POST", path, ...comment });
  if (gone) await pipeline.aircall.control("DELETE", `calls/${callId}`);
  await announce(callId);
  await ended(callId);
  if (again) {
    const retry = startCli(["retry", String(callId)], pipeline.env);
    if ((await retry.exit) !== 0) throw new Error(retry.log());
    await ended(callId);
  }
  await record(name, workflowIdFor("default", callId));
}

async function announce(callId: number): Promise<void> {
  await fetch(pipeline.webhookUrl(), {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      event: "call.voicemail_left",
      token: webhookToken,
      data: { id: callId },
    }),
  });
}

async function ended(callId: number): Promise<void> {
  const handle = pipeline.client.workflow.getHandle(workflowIdFor("default", callId));
  await until(
    `call ${callId} has ended`,
    async () => {
      const description = await handle.describe().catch(() => null);
      return description !== null && description.status.name !== "RUNNING";
    },
    patienceMs,
  );
}

/** A sweep that starts a voicemail, one that heals a webhook, the turns of a command, a credential that is good. */
async function recordOthers(): Promise<void> {
  const { aircall } = pipeline;
  const callId = await aircall.leave({ media: sample("silent.mp3"), events: [] });
  await ended(callId);
  await record("sweep-starts", await closed("sweep", ({ started }) => Number(started) > 0));
  const answer = await aircall.api("GET", "/v1/webhooks");
  const { webhooks } = (await answer.json()) as {
    webhooks: { webhook_id: string; url: string; events: string[] }[];
  };
  for (const { webhook_id: id, url, events } of webhooks)
    await aircall.api("PUT", `/v1/webhooks/${id}`, { url, events, active: false });
  await record("sweep-heals", await closed("sweep", ({ healed }) => Number(healed) > 0));
  const verify = startCli(["verify", "--from", "1d"], pipeline.env);
  await verify.exit;
  await record("turns", await closed("turns", ({ taken }) => Number(taken) > 0));
  await record("credential-good", await closed("checkCredential", ({ good }) => good === true));
}

/** A sieve that lets one go first. */
async function recordSieve(): Promise<void> {
  const budgets = { assetWaitMs: 60_000, recordingMs: 60_000, transcriptionMs: 60_000 };
  await pipeline.aircall.leave({ media: sample("long.mp3"), events: [] });
  await startSieve(pipeline.client, { account: "default", budgets, searchable: true });
  await record("sieve", await closed("sieve", ({ known }) => Number(known) > 0));
}

async function recordDeadCredential(): Promise<void> {
  const { aircall } = pipeline;
  await aircall.control("PATCH", "settings", { credentialRevoked: true });
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  await announce(callId);
  const id = workflowIdFor("default", callId);
  await until("it waits for the credential", async () => {
    const handle = pipeline.client.workflow.getHandle(id);
    const seen = await handle.query<{ lastError: string | null }>("progress").catch(() => null);
    return seen?.lastError?.startsWith("AircallUnauthorized");
  });
  await pipeline.start("worker");
  await record("credential-dead", await closed("checkCredential", ({ good }) => good === false));
  await aircall.control("PATCH", "settings", { credentialRevoked: false });
  await pipeline.start("worker");
  await ended(callId);
  await record("waited-for-credential", id);
}

/** The id of a run that has completed with such a result. */
function closed(
  type: string,
  isWanted: (result: Record<string, unknown>) => boolean,
): Promise<{ id: string; runId: string }> {
  const query = `WorkflowType = '${type}' AND ExecutionStatus = 'Completed'`;
  return until(
    `a run of ${type} has ended so`,
    async () => {
      for await (const { workflowId, runId } of pipeline.client.workflow.list({ query })) {
        const result: unknown = await pipeline.client.workflow
          .getHandle(workflowId, runId)
          .result();
        if (isWanted(result as Record<string, unknown>)) return { id: workflowId, runId };
      }
      return null;
    },
    patienceMs,
  );
}

async function record(
  name: string,
  run: string | Awaited<ReturnType<typeof closed>>,
): Promise<void> {
  const { id, runId } = typeof run === "string" ? { id: run, runId: undefined } : run;
  const { client }: Pipeline = pipeline;
  const history = await client.workflow.getHandle(id, runId).fetchHistory();
  // The identity is a process id and the name of a machine.
  const json = historyToJSON(history).replaceAll(
    /"identity":\s*"[^"]*"/g,
    '"identity": "recorded"',
  );
  await writeFile(join(histories, `${name}.json`), `${json}\n`);
  process.stdout.write(`${name}: ${history.events?.length ?? 0} events\n`);
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { createTemporalClient } from "../../client/temporal.ts";
import { cacheFolderOf, findTemporalCli } from "../../worker/temporal/find-cli.ts";
import { startServer } from "../../worker/temporal/start-server.ts";
import { endProcess } from "../../worker/temporal/process.ts";
import type { Environment } from "../config.ts";
import { exitCodes } from "../exit-codes.ts";
import { untilAskedToStop } from "../signals.ts";
import { startFakeAircall, type FakeAircall } from "./fake-aircall.ts";
import { createPrinter, type Printer } from "./printer.ts";
import { scenarios } from "./scenarios.ts";
import { supervise, type Supervised } from "./supervised.ts";
import { watchVoicemail, type Ending } from "./watch-voicemail.ts";

export interface DemoOptions {
  readonly once: boolean;
  readonly json: boolean;
}

/** Short, so that what can only end by waiting ends soon. */
const budgets = { ASSET_WAIT: "20s", RECORDING_BUDGET: "6s", TRANSCRIPTION_BUDGET: "60s" };

/** The next voicemail is left when the one before is delivered, or after this long. */
const betweenMs = 4_000;

/** Variables of the caller's environment that the demo's processes see: no credential of any kind is among them. */
const passedOn = [
  "PATH",
  "HOME",
  "XDG_CACHE_HOME",
  "TMPDIR",
  "TEMPORAL_CLI_PATH",
  "FFMPEG_BIN",
  "LANG",
];

/**
 * Shows the whole product on this machine: a real Temporal server, the fake Aircall, receiver and worker as processes of
 * their own, and voicemails that become comments and tags. Its data is temporary, whatever the environment says.
 *
 * @returns the exit code
 */
export async function runDemo(env: Environment, options: DemoOptions): Promise<number> {
  const stays = !options.once && process.stdout.isTTY;
  const printer = createPrinter(options.json);
  const stopped = untilAskedToStop();
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-demo-"));
  const closers: (() => Promise<unknown> | void)[] = [
    () => rm(folder, { recursive: true, force: true, maxRetries: 5 }),
  ];
  try {
    const stage = await setStage(env, folder, printer, closers);
    const endings = await Promise.race([leaveAll(stage, printer), stopped]);
    if (typeof endings === "string") return exitCodes.no;
    printer.results(endings);
    const well = endings.every(({ ok }) => ok);
    if (stays) {
      printer.note(`Look into it: ${stage.uiAddress}   Ctrl-C ends the demo.`);
      await stopped;
    }
    return well ? exitCodes.done : exitCodes.no;
  } finally {
    for (const close of closers.toReversed()) await close();
  }
}

interface Stage {
  readonly aircall: FakeAircall;
  readonly client: ReturnType<typeof createTemporalClient>;
  readonly uiAddress: string;
}

async function setStage(
  env: Environment,
  folder: string,
  printer: Printer,
  closers: (() => Promise<unknown> | void)[],
): Promise<Stage> {
  const passed = Object.fromEntries(
    passedOn.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])),
  );
  const cli = await findTemporalCli({
    cliPath: env["TEMPORAL_CLI_PATH"],
    searchPath: env["PATH"] ?? "",
    cacheFolder: cacheFolderOf(env),
    onFetch: (source) => printer.note(`No Temporal CLI found; fetching it: ${source} ...`),
  });
  printer.note(`Temporal CLI ${cli.version}, from ${cli.source}`);
  const server = await startServer({ cli: cli.path, folder, dependent: true });
  closers.push(() => endProcess(server.pid, 5_000));
  printer.note(`Temporal server at ${server.address}, Web UI at ${server.uiAddress}`);

  const aircall = await startFakeAircall(passed);
  closers.push(() => aircall.stop());
  printer.note(`Fake Aircall at ${aircall.url}`);

  const port = await freePort();
  const token = randomUUID();
  const settings = {
    ...passed,
    ...budgets,
    AFTERBEEP_DATA: folder,
    TEMPORAL_ADDRESS: server.address,
    AIRCALL_BASE_URL: aircall.url,
    AIRCALL_API_ID: aircall.apiId,
    AIRCALL_API_TOKEN: aircall.apiToken,
    AIRCALL_WEBHOOK_TOKEN: token,
    RECORDING_HOSTS: new URL(aircall.url).hostname,
    WEBHOOK_PORT: String(port),
    LOG_LEVEL: "info",
  };
  const main = fileURLToPath(new URL(`../main${extname(import.meta.url)}`, import.meta.url));
  const run = (name: "receiver" | "worker"): Promise<Supervised> =>
    new Promise((resolve) => {
      const supervised = supervise({
        name,
        args: [main, name],
        env: settings,
        onStart: (pid, again) =>
          printer.note(`${name} ${again ? "died and is started again" : "started"}, pid ${pid}`),
        onLog: (line) => {
          if (/"msg":"(?:webhooks are taken|workers are at work)"/.test(line)) resolve(supervised);
        },
      });
      closers.push(() => supervised.stop());
    });
  await Promise.all([run("receiver"), run("worker")]);
  await aircall.addWebhook(`http://127.0.0.1:${port}/webhooks/aircall`, token);

  const client = createTemporalClient({
    connectionOptions: { address: server.address },
    namespace: "default",
  });
  closers.push(() => client.connection.close());
  return { aircall, client, uiAddress: server.uiAddress };
}

async function leaveAll({ aircall, client }: Stage, printer: Printer): Promise<Ending[]> {
  const watched: Promise<Ending>[] = [];
  for (const scenario of scenarios) {
    const callId = await aircall.leaveVoicemail(scenario);
    printer.left(scenario, callId);
    const ending = watchVoicemail(aircall, client, callId, scenario).then((ended) => {
      printer.ended(ended);
      return ended;
    });
    watched.push(ending);
    await Promise.race([ending, new Promise((resolve) => setTimeout(resolve, betweenMs))]);
  }
  return Promise.all(watched);
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { createTemporalClient } from "../temporal/create-client.ts";
import { cacheFolderOf, findTemporalCli } from "../temporal/embedded/find-cli.ts";
import type { Environment } from "../platform/config/load-config.ts";
import { startFakeAircall, type FakeAircall } from "./fake-aircall.ts";
import { startKillableTemporal, type KillableTemporal } from "./killable-temporal.ts";
import { supervise, type Supervised } from "./supervise.ts";

/** Everything that the demo shows: real processes around a fake Aircall. */
export interface Stage {
  readonly aircall: FakeAircall;
  readonly client: ReturnType<typeof createTemporalClient>;
  readonly temporal: KillableTemporal;
  readonly worker: Supervised;
}

/** Short, so that what can only end by waiting ends soon. */
const budgets = { ASSET_WAIT: "20s", RECORDING_BUDGET: "6s", TRANSCRIPTION_BUDGET: "60s" };

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

/** @param closers is given what ends each part, in the order of their starts */
export async function setStage(
  env: Environment,
  folder: string,
  printer: { readonly note: (line: string) => void },
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
  const temporal = await startKillableTemporal(cli.path, folder);
  closers.push(() => temporal.stop());
  printer.note(`Temporal server at ${temporal.address}, Web UI at ${temporal.uiAddress}`);

  const aircall = await startFakeAircall(passed);
  closers.push(() => aircall.stop());
  printer.note(`Fake Aircall at ${aircall.url}`);

  const port = await freePort();
  const token = randomUUID();
  const settings = {
    ...passed,
    ...budgets,
    AFTERBEEP_DATA: folder,
    TEMPORAL_ADDRESS: temporal.address,
    AIRCALL_BASE_URL: aircall.url,
    AIRCALL_API_ID: aircall.apiId,
    AIRCALL_API_TOKEN: aircall.apiToken,
    AIRCALL_WEBHOOK_TOKEN: token,
    RECORDING_HOSTS: new URL(aircall.url).hostname,
    WEBHOOK_PORT: String(port),
    LOG_LEVEL: "info",
  };
  const main = fileURLToPath(new URL(`../cli/main${extname(import.meta.url)}`, import.meta.url));
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
  const [worker] = await Promise.all([run("worker"), run("receiver")]);
  await aircall.addWebhook(`http://127.0.0.1:${port}/webhooks/aircall`, token);

  const client = createTemporalClient({
    connectionOptions: { address: temporal.address },
    namespace: "default",
  });
  closers.push(() => client.connection.close());
  return { aircall, client, temporal, worker };
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

import { randomBytes } from "node:crypto";
import { readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { expect, onTestFinished, test } from "vitest";
import { checkLedger } from "../../../app/doctor/check-ledger.ts";
import { keepToken } from "../../../app/ledger/learn-tokens.ts";
import { openLedgerOf } from "../../../app/ledger/open-ledger.ts";
import { webhookTokens } from "../../../app/webhook-tokens.ts";
import { webhookPath } from "../../../client/webhook/webhook-url.ts";
import { loadConfig, type Config } from "../../../platform/config/load-config.ts";
import { bareEnvironment } from "../../support/bare-start.ts";
import { newPlace } from "../../support/ledger/ledgers.ts";
import { startCli } from "../../support/pipeline.ts";
import { until } from "../../support/until.ts";

/** A folder of its own, and no token in the environment. */
async function environment(more: NodeJS.ProcessEnv = {}): Promise<{
  readonly env: Record<string, string>;
  readonly config: Config;
  readonly folder: string;
}> {
  const { AIRCALL_WEBHOOK_TOKEN: _, ...rest } = await bareEnvironment();
  const env = { ...rest, ...more } as Record<string, string>;
  return { env, config: loadConfig(env), folder: env["AFTERBEEP_DATA"] ?? "" };
}

/** Keeps a token as `setup` does. */
async function keep({ storage }: Config, token: string, account = "default"): Promise<void> {
  await using ledger = await openLedgerOf(storage);
  await keepToken(ledger, storage, { account, token, webhookId: "1" });
}

interface Receiver {
  readonly log: () => string;
  /** What it answers to a webhook with this token. */
  readonly answersTo: (token: string) => Promise<number>;
}

async function receiver(env: Record<string, string>): Promise<Receiver> {
  const started = startCli(["receiver"], env);
  onTestFinished(async () => {
    started.kill("SIGTERM");
    await started.exit;
  });
  const said = await until("it listens", () => /"url":"([^"]+)"/.exec(started.log()));
  return {
    log: started.log,
    answersTo: async (token) => {
      const answer = await fetch(`${said[1]}${webhookPath}`, {
        method: "POST",
        body: JSON.stringify({ event: "call.ended", token, data: {} }),
      });
      return answer.status;
    },
  };
}

test("tokens of version 0.1 are moved to the ledger, and are good before, meanwhile and after", async () => {
  const { env, config, folder } = await environment();
  const former = join(folder, "webhook-tokens.json");
  await writeFile(former, JSON.stringify({ default: ["t-1", "t-2"], other: ["t-3"] }));
  expect(webhookTokens(config)).toEqual(["t-1", "t-2"]);
  const { answersTo } = await receiver(env);
  expect(await answersTo("t-1")).toBe(200);
  await until("they are moved", async () =>
    (await readdir(folder)).includes("webhook-tokens.json.moved"),
  );
  expect(await readdir(folder)).not.toContain("webhook-tokens.json");
  expect(await answersTo("t-2")).toBe(200);
  expect(await answersTo("t-3")).toBe(401);
  expect(webhookTokens(config)).toEqual(["t-1", "t-2"]);
  await using ledger = await openLedgerOf(config.storage);
  const kept = await ledger.webhookTokens.list();
  expect(kept.map(({ account, token }) => `${account} ${token}`).toSorted()).toEqual([
    "default t-1",
    "default t-2",
    "other t-3",
  ]);
});

test("a receiver that runs takes a token at once that is kept beside it, sealed where a key is set", async () => {
  const key = `k1:${randomBytes(32).toString("base64")}`;
  const { env, config, folder } = await environment({ AFTERBEEP_ENCRYPTION_KEY: key });
  await keep(config, "t-1");
  const { answersTo } = await receiver(env);
  expect(await answersTo("t-2")).toBe(401);
  await keep(config, "t-2");
  expect(await answersTo("t-2")).toBe(200);
  expect(await answersTo("t-1")).toBe(200);
  for (const name of await readdir(folder)) {
    if (name === "spool") continue;
    expect(await readFile(join(folder, name), "utf8"), name).not.toContain("t-1");
  }
});

test.each<[string, (file: string) => Promise<void> | void]>([
  [
    "locked",
    (file) => {
      const other = new DatabaseSync(file);
      other.exec("pragma locking_mode = exclusive");
      other.exec("begin immediate");
      onTestFinished(() => other.close());
    },
  ],
  ["damaged", (file) => writeFile(file, "no database ".repeat(1_000))],
])("a receiver that starts while the ledger is %s takes webhooks, and tells", async (_, harm) => {
  const { env, config } = await environment();
  await keep(config, "t-1");
  await harm(config.storage.ledger.file);
  // One that looks as old as what was learnt from it is not asked.
  const later = new Date(Date.now() + 1_000);
  await utimes(config.storage.ledger.file, later, later);
  const { answersTo, log } = await receiver(env);
  expect(await answersTo("t-1")).toBe(200);
  await until("it tells", () => log().includes("the ledger does not answer"));
  expect(log()).toContain(config.storage.ledger.file);
  expect(await answersTo("t-1")).toBe(200);
  const { ok, detail, fix } = await checkLedger(config.storage);
  expect(ok).toBe(false);
  expect(detail).toContain(config.storage.ledger.file);
  expect(fix).not.toBeNull();
});

test("a receiver without any token does not start, and names the ledger when that is why", async () => {
  const { env, config, folder } = await environment();
  const without = startCli(["receiver"], env);
  expect(await without.exit).toBe(78);
  expect(without.log()).toContain("AIRCALL_WEBHOOK_TOKEN is not set");
  expect(await readdir(folder)).not.toContain("ledger.db");
  await keep(config, "t-1");
  await rm(join(folder, "webhook-tokens.known.json"));
  const { answersTo } = await receiver(env);
  expect(await answersTo("t-1")).toBe(200);
  await rm(join(folder, "webhook-tokens.known.json"));
  await writeFile(config.storage.ledger.file, "no database ".repeat(1_000));
  const damaged = startCli(["receiver"], env);
  expect(await damaged.exit).toBe(1);
  expect(damaged.log()).toMatch(/the ledger .* is damaged/);
});

test("a receiver on another machine learns from the server what is kept, and goes on without it", async () => {
  const { url } = await newPlace("postgres");
  const more = { DATABASE_URL: url ?? "" };
  const [one, other] = [await environment(more), await environment(more)];
  await keep(one.config, "t-1");
  const { answersTo } = await receiver(other.env);
  expect(await answersTo("t-1")).toBe(200);
  await keep(one.config, "t-2");
  await until("it has learnt", async () => (await answersTo("t-2")) === 200);
  expect(await checkLedger(other.config.storage)).toMatchObject({ check: "ledger", ok: true });
  // The server is away: what was known is good, also for a process that starts.
  const away = { ...other.env, DATABASE_URL: "postgres://afterbeep@127.0.0.1:1/ledger" };
  const again = await receiver(away);
  expect(await again.answersTo("t-2")).toBe(200);
});

test("doctor tells of a ledger that is there, one that is not, and a key that does not fit", async () => {
  const key = `k1:${randomBytes(32).toString("base64")}`;
  const { env, config, folder } = await environment({ AFTERBEEP_ENCRYPTION_KEY: key });
  expect(await checkLedger(config.storage)).toMatchObject({ ok: true, fix: null });
  expect(await readdir(folder)).toEqual([]);
  await keep(config, "t-1");
  expect(await checkLedger(config.storage)).toMatchObject({
    check: "ledger",
    ok: true,
    detail: `${config.storage.ledger.file} can be read and written, version 1`,
  });
  const { storage } = loadConfig({ ...env, AFTERBEEP_ENCRYPTION_KEY: "" });
  expect(await checkLedger(storage)).toEqual({
    check: "ledger",
    ok: false,
    detail:
      "a webhook's token of account default is sealed with key k1, which AFTERBEEP_ENCRYPTION_KEY does not hold",
    fix: "set AFTERBEEP_ENCRYPTION_KEY to it",
  });
});

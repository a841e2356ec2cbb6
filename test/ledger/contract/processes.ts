import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { openDatabase } from "../../../ledger/database/open-database.ts";
import { latestVersion } from "../../../ledger/database/migrate.ts";
import { ledgerForTest, newKey, newPlace, type EngineName } from "../../support/ledger/ledgers.ts";
import { until } from "../../support/until.ts";
import type { Task } from "../child.ts";

const script = fileURLToPath(new URL("../child.ts", import.meta.url));
const key = newKey("k1");

interface Child {
  readonly process: ChildProcessWithoutNullStreams;
  readonly said: () => string;
  readonly told: (line: RegExp) => Promise<unknown>;
  readonly go: () => void;
  readonly ended: Promise<number | null>;
}

/** A process of its own, until the test ends. */
function child(task: Omit<Task, "key">): Child {
  const started = spawn(process.execPath, [
    script,
    JSON.stringify({ ...task, key: key.key.toString("base64") }),
  ]);
  let said = "";
  let failed = "";
  started.stdout.on("data", (data: Buffer) => (said += data.toString()));
  started.stderr.on("data", (data: Buffer) => (failed += data.toString()));
  const ended = new Promise<number | null>((resolve) => started.once("close", resolve));
  onTestFinished(async () => {
    started.kill("SIGKILL");
    await ended;
  });
  return {
    process: started,
    said: () => said,
    told: (line) =>
      until(
        `the child says ${line.source}`,
        () => {
          if (started.exitCode !== null && started.exitCode !== 0) throw new Error(failed);
          return line.test(said);
        },
        100_000,
      ),
    go: () => void started.stdin.write("go\n"),
    ended,
  };
}

/** Trades refresh tokens, and answers when it is told to. */
async function aircall(): Promise<{
  readonly url: string;
  readonly traded: string[];
  readonly answer: () => void;
}> {
  const traded: string[] = [];
  const waiting: (() => void)[] = [];
  let open = false;
  const server = createServer((request, response) => {
    request.on("data", (data: Buffer) => traded.push(data.toString()));
    const answer = (): void => void response.end(`access-${traded.length + 1}`);
    request.on("end", () => (open ? answer() : waiting.push(answer)));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traded,
    answer: () => {
      open = true;
      for (const answer of waiting) answer();
    },
  };
}

const tokens = { accessToken: "access-1", refreshToken: "refresh-1", expiresAt: null };

export function isSharedByProcesses(engine: EngineName): void {
  test("of four that start at once one makes the tables, and all can go on", async () => {
    const place = await newPlace(engine);
    const children = Array.from({ length: 4 }, () => child({ does: "migrate", ...place }));
    await Promise.all(children.map(({ told }) => told(/ready/)));
    for (const { go } of children) go();
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    const database = await openDatabase(place);
    onTestFinished(database.close);
    const versions = await database.ask((db) =>
      db.selectFrom("ledger_version").select("version").orderBy("version").execute(),
    );
    expect(versions.map(({ version }) => version)).toEqual(
      Array.from({ length: latestVersion }, (_, index) => index + 1),
    );
  });

  test("one that is killed while it makes the tables leaves nothing, and the next one makes them", async () => {
    const place = await newPlace(engine);
    const killed = child({ does: "die-migrating", ...place });
    await killed.ended;
    expect(killed.said()).toContain("within");
    const { installations } = await ledgerForTest(place);
    expect(await installations.list()).toEqual([]);
  });

  test("what a killed process had not finished is not there, and nobody waits for it", async () => {
    const place = await newPlace(engine);
    const { installations } = await ledgerForTest(place, { keys: [key] });
    const killed = child({ does: "change", ...place });
    await killed.told(/within/);
    expect(await installations.list()).toEqual([]);
    killed.process.kill("SIGKILL");
    await killed.ended;
    const connected = await installations.connect({
      account: "whole",
      company: { id: 1, name: null },
      tokens,
    });
    expect(await installations.list()).toEqual([connected]);
  });

  test("of two that were refused at once one trades the refresh token, and both have the new one", async () => {
    const place = await newPlace(engine);
    const { installations } = await ledgerForTest(place, { keys: [key] });
    await installations.connect({ account: "acme", company: null, tokens });
    const server = await aircall();
    const children = [1, 2].map(() => child({ does: "refresh", ...place, aircall: server.url }));
    await Promise.all(children.map(({ told }) => told(/ready/)));
    for (const { go } of children) go();
    await until("one of them asks", () => server.traded.length > 0);
    server.answer();
    await Promise.all(children.map(({ told }) => told(/token access-2/)));
    expect(await Promise.all(children.map(({ ended }) => ended))).toEqual([0, 0]);
    expect(server.traded).toEqual(["refresh-1"]);
    expect(await installations.tokens("acme")).toMatchObject({
      accessToken: "access-2",
      version: 2,
    });
  });

  test("one that is killed while it refreshes loses its turn to the next", async () => {
    const place = await newPlace(engine);
    const { installations } = await ledgerForTest(place, { keys: [key] });
    await installations.connect({ account: "acme", company: null, tokens });
    const server = await aircall();
    const task = { does: "refresh", ...place, aircall: server.url, refreshMs: 1_500 } as const;
    const [killed, next] = [child(task), child(task)];
    await Promise.all([killed.told(/ready/), next.told(/ready/)]);
    killed.go();
    await until("it asks", () => server.traded.length === 1);
    killed.process.kill("SIGKILL");
    await killed.ended;
    server.answer();
    next.go();
    await next.told(/token access-3/);
    expect(server.traded).toEqual(["refresh-1", "refresh-1"]);
    expect(await installations.tokens("acme")).toMatchObject({ accessToken: "access-3" });
  });
}

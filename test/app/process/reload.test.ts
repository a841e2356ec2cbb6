import { setTimeout as delay } from "node:timers/promises";
import { expect, test } from "vitest";
import { freePort } from "../../../platform/process/free-port.ts";
import { isSwept } from "../../../client/start/ensure-sweep.ts";
import { openAccountsPipeline } from "../../support/accounts/accounts-pipeline.ts";
import { aircallForTest, sample } from "../../support/aircall.ts";
import { command } from "../../support/cli/command.ts";
import { until } from "../../support/until.ts";

/*
 * `up` with the accounts of a file that changes while it works.
 */

const silent = { media: sample("silent.mp3"), events: [] };

test("an account that is added, changed or removed acts within seconds; what is under way is neither lost nor doubled", async () => {
  const acme = await aircallForTest();
  const beta = await aircallForTest();
  for (const { control } of [acme, beta]) {
    await control("PATCH", "settings", { requestsPerMinute: 2_000 });
  }
  const pipeline = await openAccountsPipeline({ acme: { aircall: acme } });
  const { announce, configure, result, client } = pipeline;
  const early = await beta.leave(silent);
  expect(await announce("beta", early)).toBe(404);

  // Work of the first is under way over all that follows.
  await acme.control("POST", "faults", { path: "/calls/", kind: "slow", delayMs: 300, count: 200 });
  const under = await Promise.all(Array.from({ length: 8 }, () => acme.leave(silent)));
  for (const callId of under) expect(await announce("acme", callId)).toBe(200);

  const from = performance.now();
  await configure({ acme: { aircall: acme }, beta: { aircall: beta } });
  await until("the new one is served", async () => (await announce("beta", early)) === 200);
  expect(performance.now() - from).toBeLessThan(5_000);
  expect(await result("beta", early)).toMatchObject({ status: "delivered" });
  await until("it is swept", () => isSwept(client, "beta"));

  await configure({ acme: { aircall: acme }, beta: { aircall: beta, more: { dryRun: true } } });
  // One that had begun before waits with its comment until it may be written.
  const statuses = new Set<string>();
  const overtaken: Promise<unknown>[] = [];
  await until("the changed setting counts", async () => {
    const callId = await beta.leave(silent);
    await announce("beta", callId);
    const ended = result("beta", callId).then((one) =>
      statuses.add((one as { status: string }).status),
    );
    overtaken.push(ended);
    await Promise.race([ended, delay(2_000)]);
    return statuses.has("dry-run");
  });
  await configure({ acme: { aircall: acme }, beta: { aircall: beta } });
  await until("and the one before counts again", async () => {
    const callId = await beta.leave(silent);
    await announce("beta", callId);
    return ((await result("beta", callId)) as { status: string }).status === "delivered";
  });
  await Promise.all(overtaken);

  const last = await beta.leave(silent);
  await announce("beta", last);
  await configure({ acme: { aircall: acme } });
  await until("its webhook is refused", async () => (await announce("beta", last)) === 404);
  // Accepted before, it ends.
  expect(await result("beta", last)).toMatchObject({ status: "delivered" });
  await until("it is swept no more", async () => !(await isSwept(client, "beta")));

  for (const callId of under) await result("acme", callId);
  const again = await acme.leave(silent);
  await announce("acme", again);
  expect(await result("acme", again)).toMatchObject({ status: "delivered" });
  for (const callId of [...under, again]) {
    expect((await acme.call(callId)).comments).toHaveLength(1);
  }
  for (const callId of [early, last]) {
    expect((await beta.call(callId)).comments).toHaveLength(1);
  }
}, 300_000);

test("a file that cannot be used changes nothing and is told; the next good one counts, also after a SIGHUP", async () => {
  const acme = await aircallForTest();
  const port = await freePort();
  const { up, url, configure, configureText, announce, result } = await openAccountsPipeline(
    { acme: { aircall: acme } },
    { METRICS_PORT: String(port) },
  );
  const metric = async (): Promise<string | undefined> => {
    const page = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    return /^afterbeep_config_valid(?:\{.*\})? (\S+)$/m.exec(page)?.[1];
  };
  await until("it says that it is right", async () => (await metric()) === "1");
  await configureText("accounts:\n  acme:\n    hours: nonsense\n");
  await until("both say so", async () => (await metric()) === "0");
  await until("the log names the place", () => /afterbeep\.yaml:3:\d+/.test(up.log()));
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  const callId = await acme.leave(silent);
  expect(await announce("acme", callId)).toBe(200);
  expect(await result("acme", callId)).toMatchObject({ status: "delivered" });

  await configure({ acme: { aircall: acme }, gamma: { aircall: await aircallForTest() } });
  await until("it is right again", async () => (await metric()) === "1");
  await until("the new account is there", async () => (await announce("gamma", 1)) === 200);

  const read = (): number => up.log().split('"msg":"the accounts were read anew"').length;
  const before = read();
  up.kill("SIGHUP");
  // The process that answers and the one of the workers, which gets it from the first.
  await until("both have read it again", () => read() >= before + 2);
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
}, 300_000);

test("of several accounts readyz names each one's credential, and a dead one keeps a command from no other", async () => {
  const acme = await aircallForTest();
  const dead = await aircallForTest();
  await dead.control("PATCH", "settings", { credentialRevoked: true });
  const { url, env, announce, result } = await openAccountsPipeline({
    dead: { aircall: dead },
    acme: { aircall: acme },
  });
  const ready = await until("both have answered", async () => {
    const said = (await (await fetch(`${url}/readyz`)).json()) as {
      accounts?: Record<string, boolean | null>;
    };
    return said.accounts?.["acme"] === true && said.accounts["dead"] === false ? said : null;
  });
  expect(ready).toMatchObject({ ready: true, aircall: false });
  // Delivered first: the sweep may find it before `verify` does, or not.
  const callId = await acme.leave(silent);
  await announce("acme", callId);
  await result("acme", callId);
  const verified = await command(["verify", "--from", "1h", "--to", "now", "--json"], env);
  expect(verified.lines()).toMatchObject([{ account: "acme", callId, status: "delivered" }]);
  expect(verified.stderr).toMatch(/account dead: Aircall refuses .* accounts\.dead\.aircall/);
  expect(verified.code).toBe(1);
}, 120_000);

test("two entries for one company write one comment; the one that is set aside is told of", async () => {
  const aircall = await aircallForTest();
  const acme = await aircall.addCompany({ name: "acme" });
  const { accessToken, url: baseUrl } = acme;
  const { announce, result, up, env } = await openAccountsPipeline({
    acme: { aircall: acme },
    twin: { aircall: acme, more: { aircall: { accessToken, baseUrl } } },
  });
  await until("it is told of", () => up.log().includes("the account is set aside"));
  const callId = await acme.leave(silent);
  expect(await announce("acme", callId)).toBe(200);
  expect(await announce("twin", callId)).toBe(200);
  expect(await result("acme", callId)).toMatchObject({ status: "delivered" });
  const { lines } = await command(["doctor", "--json"], env);
  const companies = lines().filter((one) => (one as { check: string }).check === "company");
  expect(companies).toMatchObject([{ ok: false, account: "twin" }]);
  expect((await acme.call(callId)).comments).toHaveLength(1);
}, 120_000);

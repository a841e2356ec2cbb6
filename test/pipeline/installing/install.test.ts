import { expect, test } from "vitest";
import { aircallForTest, sample } from "../../support/aircall.ts";
import {
  commented,
  createVisitor,
  knows,
  openInstalling,
  webhooksOf,
} from "../../support/oauth/installing.ts";
import { until } from "../../support/until.ts";
import { command } from "../../support/cli/command.ts";
import { misfits } from "../../support/cli/json-page.ts";

/*
 * Companies that install Afterbeep by a click, with `up` and the fake Aircall.
 */

const silent = { media: sample("silent.mp3") };

test("a company that installs is served at once, without a command; its life is shown and ended by commands", async () => {
  const aircall = await aircallForTest();
  const acme = await aircall.addCompany({ name: "acme", settings: { requestsPerMinute: 2_000 } });
  const { start, url, env, ledger } = await openInstalling(aircall);
  const product = await start();
  await product.ready("workers");
  const visitor = createVisitor();

  const back = await visitor.consent(`${url}/oauth/aircall/install`, "acme");
  const began = performance.now();
  const page = await visitor.get(back);
  expect(page).toMatchObject({ status: 200 });
  expect(page.text).toContain("is connected");
  expect(page.text).toContain(`${aircall.url}/oauth/success`);
  await until("its webhooks are taken", () => knows(url, "acme"));
  expect(performance.now() - began).toBeLessThan(5_000);

  // Aircall's own delivery, to the webhook that was made.
  const callId = await acme.leave(silent);
  expect(await commented(acme, callId)).toContain(`afterbeep:${callId}`);
  await until("it is tagged", async () => (await acme.call(callId)).tags.includes("voicemail"));

  // The same address once more: the code and the state are used up.
  const again = await visitor.get(back);
  expect(again).toMatchObject({ status: 400 });
  expect(again.text).toContain("good once");

  const [listed] = (await command(["accounts", "list", "--json"], env)).lines();
  expect(listed).toMatchObject({ account: "acme", state: "connected", origin: "installed" });
  expect(misfits("accounts list", listed)).toEqual([]);
  const connect = await command(["accounts", "connect", "roadrunner", "--json"], env);
  const [way] = connect.lines();
  expect(way).toMatchObject({ url: `${url}/oauth/aircall/install?account=roadrunner` });
  expect(misfits("accounts connect", way)).toEqual([]);

  // Installing again replaces the token, and what waited goes on.
  const before = await (await ledger()).installations.tokens("acme");
  await acme.control("PATCH", "settings", { oldTokensWork: false });
  expect(await visitor.install(`${url}/oauth/aircall/install`, "acme")).toMatchObject({
    status: 200,
  });
  const after = await (await ledger()).installations.tokens("acme");
  expect(after?.accessToken).not.toBe(before?.accessToken);
  const second = await acme.leave(silent);
  await commented(acme, second);

  const log = product.log();
  for (const secret of [
    after?.accessToken,
    before?.accessToken,
    new URL(back).searchParams.get("code"),
  ]) {
    expect(log).not.toContain(secret);
  }

  const ended = await command(["accounts", "disconnect", "acme", "--yes", "--json"], env);
  const [gone] = ended.lines();
  expect(gone).toEqual({ account: "acme", state: "disconnected", webhooks: 1 });
  expect(misfits("accounts disconnect", gone)).toEqual([]);
  const installations = await acme.control("GET", "installations");
  expect(installations).toMatchObject([{ active: false }]);
  expect(await (await ledger()).installations.tokens("acme")).toBeNull();
});

test("a company that removes us is disconnected, its work waits, and installing again goes on", async () => {
  const aircall = await aircallForTest();
  const acme = await aircall.addCompany({ name: "acme", settings: { requestsPerMinute: 2_000 } });
  const { start, url, env } = await openInstalling(aircall);
  const product = await start();
  await product.ready("workers");
  const visitor = createVisitor();
  const link = `${url}/oauth/aircall/install`;
  expect(await visitor.install(link, "acme")).toMatchObject({ status: 200 });

  // Its work is under way, and cannot go on.
  await acme.control("PATCH", "settings", { credentialRevoked: true });
  const callId = await acme.leave(silent);
  await until("it was announced", () => product.log().includes("webhook accepted"));
  await acme.control("DELETE", "installations/partner");
  const stateNow = async (): Promise<unknown> => {
    const [one] = (await command(["accounts", "list", "--json"], env)).lines();
    return one;
  };
  await until("it is disconnected", async () => {
    const one = await stateNow();
    return JSON.stringify(one).includes('"disconnected"');
  });
  expect(await stateNow()).toMatchObject({ reason: expect.stringContaining("removed") });
  const { stdout } = await command(["doctor", "--json"], env);
  expect(stdout).toContain("afterbeep accounts connect acme");

  await acme.control("PATCH", "settings", { credentialRevoked: false });
  expect(await visitor.install(link, "acme")).toMatchObject({ status: 200 });
  expect(await commented(acme, callId)).toContain(`afterbeep:${callId}`);

  // Of the removal before it is told once more, late.
  const [webhook] = await webhooksOf(acme);
  const timestamp = Math.floor(Date.now() / 1_000) - 60;
  const late = { event: "integration.deleted", timestamp, token: webhook?.token, data: {} };
  const told = await fetch(`${url}/webhooks/aircall/acme`, {
    method: "POST",
    body: JSON.stringify(late),
  });
  expect(told.status).toBe(200);
  expect(await stateNow()).toMatchObject({ state: "connected" });
});

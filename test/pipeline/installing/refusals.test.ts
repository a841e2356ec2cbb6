import { randomBytes } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aircallForTest, type TestCompany } from "../../support/aircall.ts";
import { command } from "../../support/cli/command.ts";
import {
  createVisitor,
  knows,
  openInstalling,
  webhooksOf,
} from "../../support/oauth/installing.ts";
import { until } from "../../support/until.ts";

/*
 * Installations that do not come to a good end: each is told on a page, and nothing is lost. A receiver alone takes
 * them.
 */

test("what comes back wrong is told on a page, and the next installation goes on", async () => {
  const aircall = await aircallForTest();
  for (const name of ["acme", "beta"]) await aircall.addCompany({ name });
  const { start, url, ledger } = await openInstalling(aircall);
  await start(["receiver"]);
  const link = `${url}/oauth/aircall/install`;
  const callback = `${url}/oauth/aircall/callback`;
  const { get, consent } = createVisitor();

  const begun = await fetch(link, { redirect: "manual" });
  const [cookie = ""] = begun.headers.getSetCookie();
  expect(cookie).toMatch(/HttpOnly/i);
  expect(cookie).toMatch(/SameSite=Lax/i);
  const target = new URL(begun.headers.get("location") ?? "");
  expect(Object.fromEntries(target.searchParams)).toMatchObject({
    client_id: "partner",
    redirect_uri: callback,
    response_type: "code",
    scope: "public_api",
  });

  // Refused at Aircall.
  const refused = await get(await consent(link, "acme", "refuse"));
  expect(refused).toMatchObject({ status: 400 });
  expect(refused.text).toContain("the connection was refused");

  // A sentence of somebody else is not shown, least of all as HTML.
  const mocked = await get(`${callback}?error=${encodeURIComponent("<script>alert(1)</script>")}`);
  expect(mocked.text).not.toContain("alert");

  // In another browser.
  const back = await consent(link, "acme");
  expect(await createVisitor().get(back)).toMatchObject({
    status: 400,
    text: expect.stringContaining("another browser"),
  });
  // A changed state.
  const forged = new URL(back);
  forged.searchParams.set("state", `x${forged.searchParams.get("state") ?? ""}`);
  expect(await get(forged.href)).toMatchObject({
    status: 400,
    text: expect.stringContaining("not begun here"),
  });
  // Neither has used it up.
  const page = await fetch(back, { headers: { cookie: "afterbeep_install=nobody" } });
  expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(await get(back)).toMatchObject({ status: 200 });
  expect(await get(back)).toMatchObject({
    status: 400,
    text: expect.stringContaining("good once"),
  });

  // A code that was used already, with a state that is good.
  const used = new URL(back).searchParams.get("code") ?? "";
  const replayed = new URL(await consent(link, "acme"));
  replayed.searchParams.set("code", used);
  expect(await get(replayed.href)).toMatchObject({
    status: 400,
    text: expect.stringContaining("used already"),
  });

  // A name that another company has.
  const wrong = await get(await consent(`${link}?account=acme`, "beta"));
  expect(wrong).toMatchObject({ status: 409, text: expect.stringContaining("another company") });
  expect(await knows(url, "acme")).toBe(true);
  // A company that has another name keeps it.
  const kept = await get(await consent(`${link}?account=other`, "acme"));
  expect(kept).toMatchObject({ status: 200, text: expect.stringContaining("not called other") });
  for (const name of ["no%20name", "x".repeat(49)]) {
    expect(await get(`${link}?account=${name}`)).toMatchObject({ status: 400 });
  }

  // Two at once, of one browser and of one company: both end well, and there is one account.
  const both = [await consent(link, "beta"), await consent(link, "beta")];
  const pages = await Promise.all(both.map(get));
  expect(pages.map(({ status }) => status)).toEqual([200, 200]);
  const installed = await (await ledger()).installations.list();
  expect(installed.map(({ account }) => account)).toEqual(["acme", "beta"]);
});

test("without a key that fits nothing is kept, and it is said; a locked ledger keeps no webhook out", async () => {
  const aircall = await aircallForTest();
  const acme = await aircall.addCompany({ name: "acme" });
  const { start, url, env } = await openInstalling(aircall);
  const link = `${url}/oauth/aircall/install`;
  const visitor = createVisitor();

  const keyless = await start(["receiver"], { AFTERBEEP_ENCRYPTION_KEY: "" });
  expect(keyless.log()).toContain("AFTERBEEP_ENCRYPTION_KEY");
  const page = await visitor.get(link);
  expect(page).toMatchObject({ status: 503 });
  expect(page.text).toContain("AFTERBEEP_ENCRYPTION_KEY");
  keyless.kill("SIGTERM");
  await keyless.exit;

  const product = await start(["receiver"]);
  expect(await visitor.install(link, "acme")).toMatchObject({ status: 200 });
  await until("it is taken", () => knows(url, "acme"));

  // Somebody holds the ledger, for longer than anybody waits.
  const other = new DatabaseSync(join(env["AFTERBEEP_DATA"] ?? "", "ledger.db"));
  other.exec("begin immediate");
  try {
    const shut = await visitor.get(link);
    expect(shut).toMatchObject({ status: 503, text: expect.stringContaining("ledger") });
    expect(await deliver(acme, url)).toBe(200);
    product.kill("SIGTERM");
    await product.exit;
    await start(["receiver"]);
    // Known by the tokens of its webhooks, until the ledger answers.
    expect(await deliver(acme, url)).toBe(200);
  } finally {
    other.exec("rollback");
    other.close();
  }
  expect(await visitor.install(link, "acme")).toMatchObject({ status: 200 });

  const another = { ...env, AFTERBEEP_ENCRYPTION_KEY: `k1:${randomBytes(32).toString("base64")}` };
  const [listed] = (await command(["accounts", "list", "--json"], another)).lines();
  expect(listed).toMatchObject({ account: "acme", state: "unreadable" });
  const { stdout } = await command(["doctor", "--json"], another);
  expect(stdout).toContain("AFTERBEEP_ENCRYPTION_KEY does not open");
});

/** Posts an event with the token that Aircall made; gives the status. */
async function deliver(company: TestCompany, url: string): Promise<number> {
  const [{ token }] = (await webhooksOf(company)) as [{ readonly token: string }];
  const { status } = await fetch(`${url}/webhooks/aircall/acme`, {
    method: "POST",
    body: JSON.stringify({ event: "call.voicemail_left", token, data: { id: 1 } }),
  });
  return status;
}

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { expect, onTestFinished, test } from "vitest";
import { startFakeAircall } from "../../stage/fake-aircall.ts";

const script = new URL("../../simulator/main.ts", import.meta.url).pathname;

function start(...options: string[]): ChildProcess {
  const child = spawn(process.execPath, [script, "--port", "0", ...options], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

async function ready(child: ChildProcess): Promise<Record<string, string>> {
  if (!child.stdout) throw new Error("the process has no stdout");
  const [line] = (await once(child.stdout, "data")) as [Buffer];
  return JSON.parse(line.toString()) as Record<string, string>;
}

test("it says on one line where it is and how to sign in, and ends with 0 on SIGTERM", async () => {
  const child = start("--access-token", "given", "--settings", '{"requestsPerMinute":9}');
  const { url, accessToken } = await ready(child);
  const authorization = `Bearer ${accessToken}`;
  const ping = await fetch(`${url}/v1/ping`, { headers: { authorization } });
  expect([accessToken, ping.status]).toEqual(["given", 200]);
  const settings = await (await fetch(`${url}/_simulator/settings`)).json();
  expect(settings).toMatchObject({ requestsPerMinute: 9 });
  child.kill("SIGTERM");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("its links carry the public name it is given", async () => {
  const child = start("--public-url", "http://aircall.test:9000");
  const { url, apiId, apiToken } = await ready(child);
  const authorization = `Basic ${Buffer.from(`${apiId}:${apiToken}`).toString("base64")}`;
  const answer = await fetch(`${url}/v1/numbers/1234`, { headers: { authorization } });
  expect(await answer.json()).toMatchObject({
    number: { direct_link: "http://aircall.test:9000/v1/numbers/1234" },
  });
});

test("it outlives a parent that closes its pipe only when it is not told to end with it", async () => {
  const child = start("--exit-with-parent");
  await ready(child);
  child.stdin?.end();
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("the stage's fake Aircall takes more companies, each with its own hands", async () => {
  const aircall = await startFakeAircall({ PATH: process.env["PATH"], HOME: process.env["HOME"] });
  onTestFinished(aircall.stop);
  const acme = await aircall.addCompany({ name: "acme", settings: { requestsPerMinute: 7 } });
  expect(await acme.control("GET", "settings")).toMatchObject({ requestsPerMinute: 7 });
  const callId = await acme.leaveVoicemail({ media: { kind: "html" }, from: "anonymous" });
  expect(await acme.call(callId)).toMatchObject({ comments: [], tags: [] });
  await expect(aircall.call(callId)).rejects.toThrow("404");
});

test("companies and OAuth clients may be named when it is started", async () => {
  const companies = JSON.stringify({ acme: { accessToken: "of-acme" } });
  const clients = JSON.stringify([{ clientId: "partner", clientSecret: "secret" }]);
  const child = start("--companies", companies, "--clients", clients);
  const { url } = await ready(child);
  const authorization = "Bearer of-acme";
  const company = await fetch(`${url}/v1/company`, { headers: { authorization } });
  expect(await company.json()).toMatchObject({ company: { name: "acme" } });
  const known = await (await fetch(`${url}/_simulator/clients`)).json();
  expect(known).toMatchObject([{ clientId: "partner" }]);
});

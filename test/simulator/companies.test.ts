import { expect, test } from "vitest";
import { createSimulator } from "../../simulator/create-simulator.ts";
import { aircallForTest, sample, type TestCompany } from "../support/aircall.ts";
import { eventSink } from "../support/simulator/event-sink.ts";
import { until } from "../support/until.ts";

async function object(answer: Promise<Response>, key: string): Promise<Record<string, unknown>> {
  return ((await (await answer).json()) as Record<string, Record<string, unknown>>)[key] ?? {};
}

const leaveOne = (company: TestCompany): Promise<number> =>
  company.leave({ media: sample("calm.mp3"), events: [] });

test("each credential sees its own company, and a strange one none", async () => {
  const first = await aircallForTest();
  const acme = await first.addCompany({ name: "acme", accessToken: "bearer-of-acme" });
  expect(await object(first.api("GET", "/v1/company"), "company")).toMatchObject({
    name: "Simulated Ltd",
  });
  expect(await object(acme.api("GET", "/v1/company"), "company")).toMatchObject({ name: "acme" });
  const ask = (authorization: string): Promise<Response> =>
    fetch(`${first.url}/v1/integrations/me`, { headers: { authorization } });
  expect(await object(ask("Bearer bearer-of-acme"), "integration")).toMatchObject({
    company_id: acme.companyId,
  });
  const mixed = Buffer.from(`${first.apiId}:${acme.apiToken}`).toString("base64");
  expect((await ask(`Basic ${mixed}`)).status).toBe(403);
  expect((await fetch(`${first.url}/v1/ping`)).status).toBe(401);
});

test("nothing of one company is known to another by its id", async () => {
  const first = await aircallForTest();
  const acme = await first.addCompany({ name: "acme" });
  const callId = await leaveOne(acme);
  const lists = ["users", "teams", "numbers", "contacts", "tags"] as const;
  for (const key of lists) {
    const version = key === "users" ? "v2" : "v1";
    const of = async (company: TestCompany): Promise<number[]> => {
      const answer = await company.api("GET", `/${version}/${key}`);
      const rows = ((await answer.json()) as Record<string, { id: number }[]>)[key] ?? [];
      return rows.map(({ id }) => id);
    };
    const [own, others] = [await of(first), await of(acme)];
    expect(others).toHaveLength(own.length);
    expect(own.filter((id) => others.includes(id))).toEqual([]);
    const [theirs] = others;
    if (key === "tags") continue; // Tags are not read one by one here.
    expect((await first.api("GET", `/${version}/${key}/${theirs}`)).status).toBe(404);
  }
  for (const path of ["", "/comments", "/tags"]) {
    const body = path === "" ? undefined : { content: "x", tags: [8001] };
    const method = path === "" ? "GET" : "POST";
    expect((await first.api(method, `/v1/calls/${callId}${path}`, body)).status).toBe(404);
  }
  expect((await acme.api("GET", `/v1/calls/${callId}`)).status).toBe(200);
  expect((await acme.call(callId)).comments).toEqual([]);
});

test("a recording's links lead to the company that has it", async () => {
  const first = await aircallForTest();
  const acme = await first.addCompany({ name: "acme" });
  const callId = await leaveOne(acme);
  const call = await object(acme.api("GET", `/v1/calls/${callId}?fetch_short_urls=true`), "call");
  for (const link of [call["voicemail"], call["voicemail_short_url"]]) {
    const answer = await fetch(String(link));
    expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "audio/mpeg"]);
  }
  const elsewhere = String(call["voicemail"]).replace(
    `/companies/${acme.companyId}/`,
    "/companies/42/",
  );
  expect((await fetch(elsewhere)).status).toBe(403);
});

test("a rate, a dead credential, a fault and a log are one company's alone", async () => {
  const first = await aircallForTest();
  const acme = await first.addCompany({ name: "acme", settings: { requestsPerMinute: 2 } });
  const ping = async (company: TestCompany): Promise<number> =>
    (await company.api("GET", "/v1/ping")).status;
  const answers = [];
  // A new window may begin in between.
  for (let count = 0; count < 4; count++) answers.push(await ping(acme));
  expect(answers).toContain(429);
  expect(await ping(first)).toBe(200);
  const log = async (company: TestCompany): Promise<number> => (await company.requests()).total;
  expect([await log(first), await log(acme)]).toEqual([1, 4]);

  await acme.control("PATCH", "settings", { requestsPerMinute: 100, credentialRevoked: true });
  expect([await ping(acme), await ping(first)]).toEqual([403, 200]);
  await acme.control("PATCH", "settings", { credentialRevoked: false });
  await acme.control("POST", "faults", { path: "/ping$", kind: "status", status: 503 });
  expect([await ping(first), await ping(acme), await ping(acme)]).toEqual([200, 503, 200]);
  await acme.control("POST", "reset");
  expect([await log(first), await log(acme)]).toEqual([3, 0]);
});

test("a company's clock is its own: links, calls and the rate's window go by it", async () => {
  const first = await aircallForTest();
  const acme = await first.addCompany({ name: "acme" });
  const link = async (company: TestCompany): Promise<string> => {
    const path = `/v1/calls/${await leaveOne(company)}`;
    return String((await object(company.api("GET", path), "call"))["voicemail"]);
  };
  const [theirs, ours] = [await link(acme), await link(first)];
  await acme.control("PATCH", "settings", { clockAheadMs: 2 * 3_600_000 });
  expect([(await fetch(theirs)).status, (await fetch(ours)).status]).toEqual([403, 200]);
  expect((await fetch(await link(acme))).status).toBe(200);
  await acme.control("PATCH", "settings", { limitHeadersAlways: true });
  const ahead = await acme.api("GET", "/v1/ping");
  const reset = Number(ahead.headers.get("x-aircallapi-reset")) * 1_000;
  expect(reset).toBeGreaterThan(Date.now() + 3_600_000);
});

test("a company's webhook has its own token and hears of its own calls", async () => {
  const first = await aircallForTest();
  const acme = await first.addCompany({ name: "acme" });
  const sinks = { first: await eventSink(), acme: await eventSink() };
  await first.addWebhook(sinks.first.url, "token-of-first");
  await acme.addWebhook(sinks.acme.url, "token-of-acme");
  const events = [{ event: "call.voicemail_left" }];
  const callId = await acme.leave({ media: { kind: "stub" }, events });
  await until("it has come", () => sinks.acme.texts.length === 1);
  expect(sinks.acme.envelopes()[0]).toMatchObject({
    token: "token-of-acme",
    data: { id: callId, number: { digits: "+44 20 7946 0101" } },
  });
  // What is left at the other company is the first thing that its webhook hears.
  const other = await first.leave({ media: { kind: "stub" }, events });
  await until("it has come", () => sinks.first.texts.length === 1);
  expect(sinks.first.envelopes()[0]).toMatchObject({
    token: "token-of-first",
    data: { id: other },
  });
  expect(sinks.acme.texts).toHaveLength(1);
});

test("who writes on a call by hand, and who is on it, is of its company", async () => {
  const first = await aircallForTest();
  const acme = await first.addCompany({ name: "acme", settings: { aiEnabled: true } });
  const callId = await leaveOne(acme);
  await acme.control("POST", `calls/${callId}/comments`, { content: "by hand" });
  const { comments } = await object(acme.api("GET", `/v1/calls/${callId}`), "call");
  const [{ posted_by: agent }] = comments as [{ posted_by: { id: number } }];
  expect((await acme.api("GET", `/v2/users/${agent.id}`)).status).toBe(200);
  expect((await first.api("GET", `/v2/users/${agent.id}`)).status).toBe(404);
});

test("the control API names companies, and refuses what is taken, strange or unknown", async () => {
  const first = await aircallForTest();
  const acme = await first.addCompany({ name: "acme", apiId: "id", apiToken: "token" });
  const names = (await first.control("GET", "companies")) as { name: string }[];
  expect(names.map(({ name }) => name)).toEqual(["default", "acme"]);
  const add = (company: object): Promise<unknown> => first.control("POST", "companies", company);
  await expect(add({ name: "acme" })).rejects.toThrow("409");
  await expect(add({ name: "b", apiId: "id", apiToken: "token" })).rejects.toThrow("409");
  await expect(add({ name: "b", accessToken: acme.accessToken })).rejects.toThrow("409");
  await expect(add({ name: "a b" })).rejects.toThrow("400");
  await expect(add({ name: "b", apiKey: "x" })).rejects.toThrow("400");
  await expect(first.control("GET", "companies/nobody/settings")).rejects.toThrow("404");
  await expect(first.control("GET", "companies/default/settings")).resolves.toMatchObject({
    requestsPerMinute: 120,
  });
});

test("companies can be there from the start, each by its own settings", async () => {
  const simulator = await createSimulator({
    companies: { acme: { apiId: "id", apiToken: "token", settings: { requestsPerMinute: 7 } } },
  });
  const { url } = simulator;
  try {
    const settings = await (await fetch(`${url}/_simulator/companies/acme/settings`)).json();
    expect(settings).toMatchObject({ requestsPerMinute: 7 });
    expect(simulator.companies().map(({ name, apiId }) => [name, apiId])).toEqual([
      ["default", simulator.apiId],
      ["acme", "id"],
    ]);
  } finally {
    await simulator.close();
  }
});

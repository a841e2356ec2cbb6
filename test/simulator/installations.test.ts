import { expect, test } from "vitest";
import { aircallForTest, type TestAircall } from "../support/aircall.ts";
import { eventSink, type EventSink } from "../support/simulator/event-sink.ts";
import { tokenFor } from "../support/simulator/oauth.ts";
import { until } from "../support/until.ts";

type Ask = (method: string, path: string, body?: unknown) => Promise<Response>;

/** Asks with an access token. */
function as({ url }: TestAircall, token: string): Ask {
  return (method, path, body) =>
    fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
}

async function read(answer: Promise<Response>, key: string): Promise<Record<string, unknown>> {
  return ((await (await answer).json()) as Record<string, Record<string, unknown>>)[key] ?? {};
}

interface Installed {
  readonly ask: Ask;
  readonly sink: EventSink;
}

/** An application that is installed, has a webhook for everything, and is enabled. */
async function installed(aircall: TestAircall, numbers: readonly number[]): Promise<Installed> {
  const ask = as(aircall, await tokenFor(aircall, { company: "default", numbers }));
  const sink = await eventSink();
  await ask("POST", "/v1/webhooks", { url: sink.url });
  await ask("POST", "/v1/integrations/enable?install=true");
  return { ask, sink };
}

const left = [{ event: "call.voicemail_left" }];

/** Leaves a voicemail on the line of a country. */
function leave(aircall: TestAircall, country: "US" | "GB" | "FR"): Promise<number> {
  return aircall.leave({ media: { kind: "stub" }, country, events: left });
}

test("an integration shows its company and its lines, and is enabled and disabled", async () => {
  const aircall = await aircallForTest();
  const acme = await aircall.addCompany({ name: "acme" });
  const [, picked = 0] = acme.numberIds;
  const ask = as(aircall, await tokenFor(aircall, { company: "acme", numbers: [picked] }));
  const shown = { company_id: acme.companyId, number_ids: [picked], numbers_count: 1 };
  const me = (): Promise<unknown> => read(ask("GET", "/v1/integrations/me"), "integration");
  expect(await me()).toMatchObject({ ...shown, status: "installed", active: false });
  const enabled = read(ask("POST", "/v1/integrations/enable?install=true"), "integration");
  expect(await enabled).toMatchObject({ ...shown, active: true });
  expect(await me()).toMatchObject({ active: true });
  await ask("POST", "/v1/integrations/disable");
  expect(await me()).toMatchObject({ active: false });
  expect((await acme.api("POST", "/v1/integrations/enable", {})).status).toBe(400);
});

test("only the lines that were picked are heard of", async () => {
  const aircall = await aircallForTest();
  const { sink } = await installed(aircall, [1235]);
  await leave(aircall, "US");
  const heard = await leave(aircall, "GB");
  await until("one has come", () => sink.texts.length > 0);
  expect(sink.envelopes().map(({ data }) => data["id"])).toEqual([heard]);
  const contact = { phone_numbers: [{ label: "Work", value: "+12125550101" }] };
  await aircall.api("POST", "/v1/contacts", contact);
  await until("what is of no line has come", () => sink.texts.length > 1);
  expect(sink.envelopes().map(({ event }) => event)).toEqual([
    "call.voicemail_left",
    "contact.created",
  ]);
});

test("an integration that is not enabled hears nothing, unless it does with the switch", async () => {
  const aircall = await aircallForTest();
  const { ask, sink } = await installed(aircall, [1235]);
  const bystander = await eventSink();
  await aircall.control("POST", "webhooks", { url: bystander.url });
  await ask("POST", "/v1/integrations/disable");
  await leave(aircall, "GB");
  await until("another webhook has heard of it", () => bystander.texts.length === 1);
  await aircall.control("PATCH", "settings", { eventsWhileInactive: true });
  const heard = await leave(aircall, "GB");
  await until("one has come", () => sink.texts.length > 0);
  expect(sink.envelopes().map(({ data }) => data["id"])).toEqual([heard]);
});

test("an application sees its own webhooks, a key those that are nobody's", async () => {
  const aircall = await aircallForTest();
  const { ask } = await installed(aircall, [1235]);
  await aircall.control("POST", "webhooks", { url: "https://example.com/" });
  const listed = async (by: Ask): Promise<{ url: string; webhook_id: string }[]> => {
    const answer = await by("GET", "/v1/webhooks");
    return ((await answer.json()) as { webhooks: { url: string; webhook_id: string }[] }).webhooks;
  };
  const [own, open] = [await listed(ask), await listed(aircall.api)];
  expect([own.length, open.map(({ url }) => url)]).toEqual([1, ["https://example.com/"]]);
  const path = `/v1/webhooks/${own[0]?.webhook_id}`;
  expect((await aircall.api("DELETE", path, {})).status).toBe(404);
  expect((await ask("DELETE", path)).status).toBe(204);
});

test("installing again gives a new token, and the old one works as long as the switch says so", async () => {
  const aircall = await aircallForTest();
  const works = async (token: string): Promise<number> =>
    (await as(aircall, token)("GET", "/v1/ping")).status;
  const first = await tokenFor(aircall, { company: "default" });
  const second = await tokenFor(aircall, { company: "default", numbers: [1234] });
  expect([await works(first), await works(second)]).toEqual([200, 200]);
  const me = await read(as(aircall, first)("GET", "/v1/integrations/me"), "integration");
  expect(me).toMatchObject({ number_ids: [1234] });
  await aircall.control("PATCH", "settings", { oldTokensWork: false });
  const third = await tokenFor(aircall, { company: "default" });
  expect([await works(first), await works(second), await works(third)]).toEqual([403, 403, 200]);
});

test("an application that the customer removes is told, and then refused for good", async () => {
  const aircall = await aircallForTest();
  const { ask, sink } = await installed(aircall, [1235]);
  const bystander = await eventSink();
  await aircall.control("POST", "webhooks", { url: bystander.url });
  expect(await aircall.control("GET", "installations")).toMatchObject([
    { clientId: "partner", numberIds: [1235], active: true },
  ]);
  await aircall.control("DELETE", "installations/partner");
  await until("it is told", () => sink.texts.length === 1);
  expect(sink.envelopes()[0]).toMatchObject({
    resource: "integration",
    event: "integration.deleted",
    data: { company_id: 42 },
  });
  const refused = await ask("GET", "/v1/ping");
  expect([refused.status, await refused.json()]).toEqual([403, { message: "Forbidden" }]);
  // Of a later call only the webhook hears that is nobody's.
  const later = await leave(aircall, "GB");
  await until("the other webhook hears of it", () => bystander.texts.length === 1);
  expect(bystander.envelopes()[0]?.data["id"]).toBe(later);
  expect(sink.texts).toHaveLength(1);
  expect(await aircall.control("GET", "installations")).toEqual([]);
  await expect(aircall.control("DELETE", "installations/partner")).rejects.toThrow("404");
});

test("the news of an end is tried again until it is taken", async () => {
  const aircall = await aircallForTest({ settings: { firstRetryMs: 5 } });
  const ask = as(aircall, await tokenFor(aircall, { company: "default" }));
  let tries = 0;
  const sink = await eventSink(() => (tries++ === 0 ? 500 : 200));
  await ask("POST", "/v1/webhooks", { url: sink.url, events: ["integration.deleted"] });
  await aircall.control("DELETE", "installations/partner");
  await until("it came twice", () => sink.texts.length === 2);
  expect(sink.envelopes().map(({ event }) => event)).toEqual(Array(2).fill("integration.deleted"));
});

test("what is installed anew after its end has nothing of before", async () => {
  const aircall = await aircallForTest();
  const before = await installed(aircall, [1235]);
  await aircall.control("DELETE", "installations/partner");
  const ask = as(aircall, await tokenFor(aircall, { company: "default" }));
  const list = await ask("GET", "/v1/webhooks");
  expect(((await list.json()) as { webhooks: object[] }).webhooks).toEqual([]);
  expect((await before.ask("GET", "/v1/ping")).status).toBe(403);
});

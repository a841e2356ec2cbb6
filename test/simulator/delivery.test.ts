import { expect, test } from "vitest";
import { aircallForTest, openAircall, type TestAircall } from "../support/aircall.ts";
import { eventSink, type EventSink } from "../support/simulator/event-sink.ts";
import { until } from "../support/until.ts";

async function subscribed(
  aircall: TestAircall,
  status?: () => number,
  events?: readonly string[],
): Promise<EventSink> {
  const sink = await eventSink(status);
  await aircall.control("POST", "webhooks", { url: sink.url, token: "ours", events });
  return sink;
}

const quick = { firstRetryMs: 5, lastRetryMs: 10 };
const left = "call.voicemail_left";

async function isActive(aircall: TestAircall): Promise<boolean> {
  const answer = await aircall.api("GET", "/v1/webhooks");
  const { webhooks } = (await answer.json()) as { webhooks: { active: boolean }[] };
  return webhooks[0]?.active ?? false;
}

test("a voicemail's story is told by six events, of which only the last three show it", async () => {
  const aircall = await aircallForTest({ settings: { eventTimeScale: 0.001 } });
  const sink = await subscribed(aircall);
  await aircall.leave({ media: { kind: "stub" } });
  await until("six events have come", async () => sink.texts.length === 6);
  const shown = Object.fromEntries(
    sink
      .envelopes()
      .map(({ event, data }) => [event, [data["status"], data["voicemail"] !== null]]),
  );
  expect(shown).toEqual({
    "call.created": ["initial", false],
    "call.ringing_on_agent": ["initial", false],
    "call.hungup": ["done", false],
    "call.ended": ["done", true],
    "call.voicemail_left": ["done", true],
    "call.comm_assets_generated": ["done", true],
  });
  const ringing = sink.envelopes().find(({ event }) => event === "call.ringing_on_agent");
  expect(ringing?.data).toMatchObject({
    user: { id: 456 },
    number: { e164_digits: "+442079460100" },
  });
  expect(sink.envelopes().find(({ event }) => event === left)?.data).not.toHaveProperty("user");
});

test("the link's clock is the envelope's, and a stale payload carries a dead one", async () => {
  const aircall = await aircallForTest();
  const sink = await subscribed(aircall);
  const stale = { event: left, staleMs: 2 * 3_600_000 };
  await aircall.leave({ media: { kind: "stub" }, events: [stale] });
  await until("it has come", async () => sink.texts.length === 1);
  const [envelope] = sink.envelopes();
  const link = new URL(String(envelope?.data["voicemail"]));
  const date = new Date((envelope?.timestamp ?? 0) * 1_000).toISOString();
  expect(link.searchParams.get("X-Amz-Date")).toBe(date.replaceAll(/[-:]|\.\d+/g, ""));
  expect(Date.now() / 1_000 - (envelope?.timestamp ?? 0)).toBeGreaterThan(7_000);
  expect((await fetch(link)).status).toBe(403);
});

test("a held payload arrives later than it was built", async () => {
  const aircall = await aircallForTest();
  const sink = await subscribed(aircall);
  await aircall.leave({
    media: { kind: "stub" },
    events: [{ event: left, holdMs: 60 }, { event: "call.ended" }],
  });
  await until("both have come", async () => sink.texts.length === 2);
  expect(sink.envelopes().map(({ event }) => event)).toEqual(["call.ended", left]);
});

test("someone else's token is tried once and does the webhook no harm", async () => {
  const aircall = await aircallForTest({ settings: { ...quick, deliveryTries: 1 } });
  const sink = await subscribed(aircall, () => 401);
  await aircall.leave({ media: { kind: "stub" }, events: [{ event: left, token: "forged" }] });
  await until("it has come", async () => sink.texts.length === 1);
  expect(sink.envelopes()[0]?.token).toBe("forged");
  expect(await isActive(aircall)).toBe(true);
});

test("a call's events can be sent again, and anything at all can be sent raw", async () => {
  const aircall = await aircallForTest();
  const sink = await subscribed(aircall);
  const callId = await aircall.leave({ media: { kind: "stub" }, events: [] });
  await aircall.control("POST", `calls/${callId}/events`, { events: [{ event: left, times: 2 }] });
  await until("both have come", async () => sink.texts.length === 2);
  expect(sink.texts[0]).toBe(sink.texts[1]);
  await aircall.control("POST", "deliveries/raw", { body: "{not json" });
  expect(sink.texts[2]).toBe("{not json");
});

test("a webhook switched off by hand stays off, whatever is still on its way", async () => {
  // Long enough to switch it off between the first try and the second.
  const aircall = await aircallForTest({ settings: { firstRetryMs: 300 } });
  let status = 500;
  const sink = await subscribed(aircall, () => status, [left]);
  await aircall.leave({ media: { kind: "stub" }, events: [{ event: left }] });
  await until("a first try has failed", async () => sink.texts.length === 1);
  const answer = await aircall.api("GET", "/v1/webhooks");
  const { webhooks } = (await answer.json()) as { webhooks: { webhook_id: string }[] };
  await aircall.api("PUT", `/v1/webhooks/${webhooks[0]?.webhook_id}`, { active: false });
  status = 200;
  await until("the second try is taken", async () => {
    const tries = (await aircall.control("GET", "deliveries")) as { status: number | null }[];
    return tries.at(-1)?.status === 200;
  });
  expect(await isActive(aircall)).toBe(false);
});

test("an event gets only so many tries once its webhook is past recovery", async () => {
  const aircall = await aircallForTest({
    settings: { ...quick, deliveryTries: 3, recoveryMs: 0 },
  });
  const sink = await subscribed(aircall, () => 500);
  await aircall.leave({ media: { kind: "stub" }, events: [{ event: left }] });
  await until("the webhook is off", async () => !(await isActive(aircall)));
  expect(sink.texts).toHaveLength(3);
});

test("a redirect is no success and is not followed", async () => {
  const aircall = await aircallForTest({ settings: { ...quick, deliveryTries: 2, recoveryMs: 0 } });
  await subscribed(aircall, () => 302);
  await aircall.leave({ media: { kind: "stub" }, events: [{ event: left }] });
  await until("the webhook is off", async () => !(await isActive(aircall)));
  const deliveries = (await aircall.control("GET", "deliveries")) as { status: number }[];
  expect(deliveries.map(({ status }) => status)).toEqual([302, 302]);
});

test("writes to contacts announce themselves", async () => {
  const aircall = await aircallForTest();
  const sink = await subscribed(aircall, () => 200, ["contact.created"]);
  const phone_numbers = [{ label: "Work", value: "+12125550101" }];
  await aircall.api("POST", "/v1/contacts", { phone_numbers });
  await until("it has come", async () => sink.texts.length === 1);
  expect(sink.envelopes()[0]).toMatchObject({ resource: "contact", event: "contact.created" });
});

test("nothing is delivered by a simulator that is closed", async () => {
  const aircall = await openAircall({ settings: quick });
  const sink = await subscribed(aircall, () => 500);
  await aircall.leave({ media: { kind: "stub" }, events: [{ event: left }] });
  await until("a first try has failed", async () => sink.texts.length > 0);
  await aircall.close();
  const before = sink.texts.length;
  // A second simulator's whole delivery is the measure of time here.
  const other = await aircallForTest({ settings: { ...quick, deliveryTries: 8, recoveryMs: 0 } });
  await subscribed(other, () => 500);
  await other.leave({ media: { kind: "stub" }, events: [{ event: left }] });
  await until("eight tries are over", async () => !(await isActive(other)));
  expect(sink.texts.length - before).toBeLessThanOrEqual(1);
});

test.each([
  [false, ["call.commented", "call.tagged"]],
  [true, []],
])("what the API writes is announced, or with the switch (%s) is not", async (isTurned, told) => {
  const settings = { ...quick, apiWritesAnnounced: !isTurned };
  const aircall = await aircallForTest({ settings });
  const sink = await subscribed(aircall);
  const callId = await aircall.leave({ media: { kind: "missing" }, events: [] });
  const made = await aircall.api("POST", "/v1/tags", { name: "VIP", color: "#112233" });
  const { tag } = (await made.json()) as { tag: { id: number } };
  await aircall.api("POST", `/v1/calls/${callId}/comments`, { content: "a note" });
  await aircall.api("POST", `/v1/calls/${callId}/tags`, { tags: [tag.id] });
  // Events of one moment overtake each other: this one is sent when the others were.
  await aircall.control("POST", `calls/${callId}/events`, { events: [{ event: left }] });
  await until("all have come", () => sink.texts.length === told.length + 1);
  expect(
    sink
      .envelopes()
      .map(({ event }) => event)
      .toSorted(),
  ).toEqual([...told, left].toSorted());
});

test("events carry short links only with the switch", async () => {
  const aircall = await aircallForTest({ settings: quick });
  const sink = await subscribed(aircall, undefined, [left]);
  for (const shortLinksInEvents of [false, true]) {
    await aircall.control("PATCH", "settings", { shortLinksInEvents });
    await aircall.leave({ media: { kind: "missing" }, events: [{ event: left }] });
    await until("it has come", () => sink.texts.length === (shortLinksInEvents ? 2 : 1));
  }
  expect(sink.envelopes().map(({ data }) => typeof data["voicemail_short_url"])).toEqual([
    "undefined",
    "string",
  ]);
});

test.each([false, true])(
  "a retried body is built anew only with the switch: %s",
  async (isTurned) => {
    const settings = { firstRetryMs: 1_100, retriesRebuilt: isTurned };
    const aircall = await aircallForTest({ settings });
    let answers = 0;
    const sink = await subscribed(aircall, () => (answers++ === 0 ? 500 : 200), [left]);
    await aircall.leave({ media: { kind: "missing" }, events: [{ event: left }] });
    await until("it came twice", () => sink.texts.length === 2);
    expect(sink.texts[0] !== sink.texts[1]).toBe(isTurned);
  },
);

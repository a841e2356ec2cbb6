import { expect, test } from "vitest";
import { aircallForTest, sample, type TestAircall } from "../support/aircall.ts";

type Json = Record<string, unknown>;

async function json(answer: Response): Promise<Json> {
  return (await answer.json()) as Json;
}

/** What stands under the wrapper key. */
async function within(answer: Promise<Response>, key: string): Promise<Json> {
  return (await json(await answer))[key] as Json;
}

const leaveOne = (aircall: TestAircall): Promise<number> =>
  aircall.leave({ media: sample("calm.mp3"), events: [] });

test("an unknown path is 404 with any credential or none", async () => {
  const aircall = await aircallForTest();
  const answer = await fetch(`${aircall.url}/v1/nothing`);
  expect([answer.status, await json(answer)]).toEqual([404, { message: "Not Found" }]);
});

test("a write that does not say it is JSON is a 400, unless told otherwise", async () => {
  const aircall = await aircallForTest();
  const post = async (): Promise<number> => (await aircall.api("DELETE", "/v1/tags/8001")).status;
  expect(await post()).toBe(400);
  await aircall.control("PATCH", "settings", { requireContentType: false });
  expect(await post()).toBe(204);
});

test("search takes calls by tag, all of several, and by the caller's number however written", async () => {
  const aircall = await aircallForTest();
  const callId = await leaveOne(aircall);
  await aircall.leave({ media: { kind: "stub" }, from: "+1 212-555-0199", events: [] });
  await aircall.control("POST", `calls/${callId}/tags`, { tags: [8001, 8002] });
  const total = async (query: string): Promise<unknown> =>
    (await within(aircall.api("GET", `/v1/calls/search?${query}`), "meta"))["total"];
  expect(await total("tags[]=8001&tags[]=Called Back")).toBe(1);
  expect(await total("tags[]=8001&tags[]=Conference")).toBe(0);
  expect(await total("phone_number=%2B12125550199")).toBe(1);
  expect(await total("direction=outbound")).toBe(0);
  expect((await aircall.api("GET", "/v1/calls/search?direction=sideways")).status).toBe(400);
});

test("a call older than six months is read by id but not listed", async () => {
  const aircall = await aircallForTest();
  const startedAt = Math.floor(Date.now() / 1_000) - 200 * 86_400;
  const callId = await aircall.leave({ media: { kind: "stub" }, startedAt, events: [] });
  expect((await json(await aircall.api("GET", "/v1/calls")))["calls"]).toEqual([]);
  expect((await aircall.api("GET", `/v1/calls/${callId}`)).status).toBe(200);
});

test("next_page_link leads across the ten thousandth contact into a 400", async () => {
  const aircall = await aircallForTest();
  await aircall.control("PATCH", "settings", { requestsPerMinute: 100_000 });
  const body = { phone_numbers: [{ label: "Work", value: "+12125550000" }] };
  for (let made = 0; made < 10_000; made += 100) {
    await Promise.all(Array.from({ length: 100 }, () => aircall.api("POST", "/v1/contacts", body)));
  }
  const last = await within(aircall.api("GET", "/v1/contacts?per_page=50&page=200"), "meta");
  const next = new URL(String(last["next_page_link"]));
  expect((await aircall.api("GET", next.pathname + next.search)).status).toBe(400);
});

test("AI is 403 without the package, 404 without a result, and speaks its odd wrapper keys", async () => {
  const aircall = await aircallForTest();
  const callId = await leaveOne(aircall);
  const read = (): Promise<Response> => aircall.api("GET", `/v1/calls/${callId}/sentiments`);
  expect((await read()).status).toBe(403);
  await aircall.control("PATCH", "settings", { aiEnabled: true });
  expect((await read()).status).toBe(404);
  const sentiment = { id: callId, participants: [{ value: "NEGATIVE", type: "external" }] };
  await aircall.control("PUT", `calls/${callId}/ai`, { sentiment });
  expect(await json(await read())).toEqual({ sentiment });
});

test("a v2 user has its own link and no numbers, and answers to an email too", async () => {
  const aircall = await aircallForTest();
  const user = await within(aircall.api("GET", "/v2/users/ada@example.com"), "user");
  expect(user["direct_link"]).toBe(`${aircall.url}/v2/users/456`);
  expect(user).not.toHaveProperty("numbers");
  expect(await within(aircall.api("GET", "/v1/users/456"), "user")).toHaveProperty("numbers");
});

test("an unavailable user cannot be rung: 405, a state", async () => {
  const aircall = await aircallForTest();
  const ring = (): Promise<Response> =>
    aircall.api("POST", "/v1/users/456/dial", { to: "+12125550142" });
  expect((await ring()).status).toBe(204);
  await aircall.api("PUT", "/v2/users/456", { availability_status: "unavailable" });
  const refused = await ring();
  expect([refused.status, await json(refused)]).toEqual([
    405,
    {
      error: "Method Not Allowed",
      troubleshoot: "The user is currently unavailable",
      success: false,
    },
  ]);
});

test("teams have unique names and members", async () => {
  const aircall = await aircallForTest();
  const team = await within(aircall.api("POST", "/v1/teams", { name: "Night" }), "team");
  expect((await aircall.api("POST", "/v1/teams", { name: "Night" })).status).toBe(400);
  const path = `/v1/teams/${String(team["id"])}/users/456`;
  expect(await within(aircall.api("POST", path, {}), "team")).toMatchObject({
    users: [{ id: 456, default_number_id: 1234 }],
  });
  expect(await within(aircall.api("DELETE", path, {}), "team")).toMatchObject({ users: [] });
});

test("a contact's details are changed one by one, and a contact by POST", async () => {
  const aircall = await aircallForTest();
  const body = { phone_numbers: [{ label: "Work", value: "+12125550101" }] };
  const { id } = await within(aircall.api("POST", "/v1/contacts", body), "contact");
  const path = `/v1/contacts/${String(id)}`;
  const email = { label: "Work", value: "kim@example.com" };
  const changed = await within(aircall.api("POST", `${path}/email_details`, email), "contact");
  const [added] = changed["emails"] as { id: number }[];
  expect(added).toMatchObject(email);
  const gone = await aircall.api("DELETE", `${path}/email_details/${added?.id}`, {});
  expect(gone.status).toBe(204);
  expect((await aircall.api("POST", path, { first_name: "" })).status).toBe(400);
  const renamed = await within(aircall.api("POST", path, { first_name: "Kim" }), "contact");
  expect(renamed).toMatchObject({ first_name: "Kim", emails: [] });
});

test("what needs a live call is refused on one that is over", async () => {
  const aircall = await aircallForTest();
  const path = `/v1/calls/${await leaveOne(aircall)}`;
  const transfer = await aircall.api("POST", `${path}/transfers`, { user_id: 456 });
  expect([transfer.status, await json(transfer)]).toEqual([
    400,
    { error: "Bad Request", troubleshoot: "Call has already ended" },
  ]);
  expect(await within(aircall.api("PUT", `${path}/archive`, {}), "call")).toMatchObject({
    archived: true,
  });
});

test("a short link leads to a fresh recording link until its time is over", async () => {
  const aircall = await aircallForTest();
  const callId = await leaveOne(aircall);
  const path = `/v1/calls/${callId}?fetch_short_urls=true`;
  const { voicemail_short_url: short } = await within(aircall.api("GET", path), "call");
  expect((await fetch(String(short))).headers.get("content-type")).toBe("audio/mpeg");
  await aircall.control("PATCH", "settings", { shortLinkLifeMs: 1 });
  expect((await fetch(String(short))).status).toBe(404);
});

test.each([
  ["bytes=0-9", 206, 10],
  ["bytes=-10", 206, 10],
  ["bytes=99999999-", 416, 0],
  ["lines=1-2", 200, 56_493],
])("the range %s is answered with %i and %i bytes", async (range, status, length) => {
  const aircall = await aircallForTest();
  const path = `/v1/calls/${await leaveOne(aircall)}`;
  const { voicemail } = await within(aircall.api("GET", path), "call");
  const answer = await fetch(String(voicemail), { headers: { range } });
  expect([answer.status, (await answer.arrayBuffer()).byteLength]).toEqual([status, length]);
});

test("a misspelt option is refused instead of half understood", async () => {
  const aircall = await aircallForTest();
  await expect(
    aircall.leave({ media: { kind: "stub" }, hiddenRead: 3, events: [] }),
  ).rejects.toThrow("400");
  await expect(aircall.control("PATCH", "settings", { linkLife: 5 })).rejects.toThrow("400");
  const fault = { path: "(", kind: "reset" };
  await expect(aircall.control("POST", "faults", fault)).rejects.toThrow("400");
});

test("a request that a fault leaves without an answer is counted all the same", async () => {
  const aircall = await aircallForTest();
  await aircall.control("POST", "faults", { path: "/ping$", kind: "reset" });
  await expect(aircall.api("GET", "/v1/ping")).rejects.toThrow();
  await aircall.api("GET", "/v1/ping");
  const { total, requests } = await aircall.requests();
  expect([total, requests.map(({ status }) => status)]).toEqual([2, [0, 200]]);
});

test("a fault strikes the storage host too, and says HTML when it sends it", async () => {
  const aircall = await aircallForTest();
  const path = `/v1/calls/${await leaveOne(aircall)}`;
  const { voicemail } = await within(aircall.api("GET", path), "call");
  const fault = { path: "^/media/", kind: "status", status: 503, html: true, when: "after" };
  await aircall.control("POST", "faults", fault);
  const struck = await fetch(String(voicemail));
  expect([struck.status, struck.headers.get("content-type")]).toEqual([503, "text/html"]);
  expect((await fetch(String(voicemail))).status).toBe(200);
});

test("a reset leaves settings, calls and webhooks as at the start", async () => {
  const aircall = await aircallForTest({ settings: { requestsPerMinute: 77 } });
  await leaveOne(aircall);
  await aircall.control("PATCH", "settings", { requestsPerMinute: 5 });
  await aircall.control("POST", "webhooks", { url: "https://example.com/" });
  await aircall.control("POST", "reset");
  expect(await aircall.control("GET", "settings")).toMatchObject({ requestsPerMinute: 77 });
  expect(await aircall.control("GET", "calls")).toEqual([]);
  expect((await json(await aircall.api("GET", "/v1/webhooks")))["webhooks"]).toEqual([]);
});

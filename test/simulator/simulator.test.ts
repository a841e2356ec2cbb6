import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { worstMinute } from "../../simulator/control-routes.ts";
import { aircallForTest, sample, type TestAircall } from "../support/aircall.ts";
import { until } from "../support/until.ts";

const json = async (answer: Response): Promise<Record<string, unknown>> =>
  (await answer.json()) as Record<string, unknown>;

async function voicemailUrl(aircall: TestAircall, callId: number): Promise<string> {
  const { call } = (await json(await aircall.api("GET", `/v1/calls/${callId}`))) as {
    call: { voicemail: string };
  };
  return call.voicemail;
}

async function sinkFor(
  status: () => number,
): Promise<{ url: string; bodies: Record<string, unknown>[] }> {
  const bodies: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      bodies.push(JSON.parse(body) as Record<string, unknown>);
      response.writeHead(status()).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as { port: number }).port}/`, bodies };
}

test("no credential is 401, a wrong or malformed one 403, Basic and Bearer are taken", async () => {
  const aircall = await aircallForTest();
  const ask = (authorization?: string) =>
    fetch(`${aircall.url}/v1/ping`, authorization ? { headers: { authorization } } : {});
  expect([(await ask()).status, await json(await ask())]).toEqual([
    401,
    { message: "Unauthorized" },
  ]);
  expect([(await ask("Basic bad")).status, await json(await ask("Basic bad"))]).toEqual([
    403,
    { message: "Forbidden" },
  ]);
  expect((await ask("Bearer wrong")).status).toBe(403);
  const ok = await aircall.api("GET", "/v1/ping");
  expect([ok.status, await json(ok)]).toEqual([200, { ping: "pong" }]);
  expect(ok.headers.get("apigw-requestid")).not.toBeNull();
});

test("an unknown path and an unknown id are told apart", async () => {
  const aircall = await aircallForTest();
  const path = await aircall.api("GET", "/v1/nothing");
  expect([path.status, await json(path)]).toEqual([404, { message: "Not Found" }]);
  const id = await aircall.api("GET", "/v1/calls/1");
  expect([id.status, await json(id)]).toEqual([
    404,
    { error: "Not Found", troubleshoot: "Check ID of the resource" },
  ]);
});

test.each([
  ["seconds", 1],
  ["milliseconds", 1_000],
] as const)("beyond the limit it is 429, with the next minute in %s", async (resetHeader, unit) => {
  const aircall = await aircallForTest({ settings: { requestsPerMinute: 2, resetHeader } });
  const answers = [];
  for (let count = 0; count < 4; count++) answers.push(await aircall.api("GET", "/v1/ping"));
  // A new window may begin in between.
  const refused = answers.find(({ status }) => status === 429);
  expect(refused).toBeDefined();
  const reset = Number(refused?.headers.get("x-aircallapi-reset")) / unit;
  expect(reset % 60).toBe(0);
  expect(reset * 1_000).toBeGreaterThan(Date.now());
  expect(refused?.headers.get("x-aircallapi-limit")).toBe("2");
  expect(answers[0]?.headers.get("x-aircallapi-limit")).toBeNull();
});

test("a call takes five comments, without their emoji; the sixth is a 400", async () => {
  const aircall = await aircallForTest();
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  for (let count = 1; count <= 5; count++) {
    const answer = await aircall.api("POST", `/v1/calls/${callId}/comments`, {
      content: `note ${count} \u{1F44D}\u{1F3FD}`,
    });
    expect(answer.status).toBe(201);
  }
  const sixth = await aircall.api("POST", `/v1/calls/${callId}/comments`, { content: "six" });
  expect([sixth.status, await json(sixth)]).toEqual([
    400,
    { error: "Bad Request", troubleshoot: "Maximum of 5 notes can be added to a Call." },
  ]);
  expect((await aircall.call(callId)).comments[0]?.content).toBe("note 1 ");
  expect((await aircall.api("POST", `/v1/calls/${callId}/comments`, {})).status).toBe(400);
});

test("tags are unique, coloured, set by id, and stripped when deleted", async () => {
  const aircall = await aircallForTest();
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  const { tags } = (await json(await aircall.api("GET", "/v1/tags"))) as {
    tags: { name: string }[];
  };
  expect(tags).toHaveLength(6);
  const made = await aircall.api("POST", "/v1/tags", { name: "VIP", color: "#112233" });
  const { tag } = (await json(made)) as { tag: { id: number } };
  expect(made.status).toBe(201);
  expect((await aircall.api("POST", "/v1/tags", { name: "VIP", color: "#112233" })).status).toBe(
    400,
  );
  expect((await aircall.api("POST", "/v1/tags", { name: "x", color: "red" })).status).toBe(400);
  const cheerful = { name: "VIP \u{1F44D}", color: "#112233" };
  expect((await aircall.api("POST", "/v1/tags", cheerful)).status).toBe(400);
  expect(
    (await aircall.api("POST", `/v1/calls/${callId}/tags`, { tags: [tag.id, 999] })).status,
  ).toBe(400);
  expect(
    (await aircall.api("POST", `/v1/calls/${callId}/tags`, { tags: [tag.id, tag.id] })).status,
  ).toBe(201);
  expect((await aircall.call(callId)).tags).toEqual(["VIP"]);
  expect((await aircall.api("DELETE", `/v1/tags/${tag.id}`, {})).status).toBe(204);
  expect((await aircall.call(callId)).tags).toEqual([]);
});

test("each read signs a new link, which expires, wants no credential and cannot be forged", async () => {
  // A link's clock has whole seconds: of this life one may be over when it is made.
  const aircall = await aircallForTest({ settings: { linkLifeMs: 3_000 } });
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  const raw = await (await aircall.api("GET", `/v1/calls/${callId}`)).text();
  expect(raw).toContain(String.raw`\u0026X-Amz-Date`);
  const link = await voicemailUrl(aircall, callId);
  const part = await fetch(link, { headers: { range: "bytes=0-9" } });
  expect([part.status, (await part.arrayBuffer()).byteLength]).toEqual([206, 10]);
  expect((await fetch(link, { headers: { authorization: "Basic x" } })).status).toBe(400);
  expect((await fetch(link.replace("X-Amz-Expires=3", "X-Amz-Expires=9999"))).status).toBe(403);
  const expired = await until("the link has expired", async () => {
    const answer = await fetch(link);
    const text = await answer.text();
    return answer.status === 403 ? text : null;
  });
  expect(expired).toContain("Request has expired");
  expect((await fetch(await voicemailUrl(aircall, callId))).status).toBe(200);
});

test("lists are paged up to fifty, and calls not beyond ten thousand", async () => {
  const aircall = await aircallForTest();
  for (let count = 0; count < 3; count++)
    await aircall.leave({ media: sample("calm.mp3"), events: [] });
  const page = (await json(await aircall.api("GET", "/v1/calls?per_page=2"))) as {
    meta: { total: number; next_page_link: string | null };
    calls: object[];
  };
  expect([page.meta.total, page.calls.length]).toEqual([3, 2]);
  const next = (await json(
    await aircall.api(
      "GET",
      new URL(page.meta.next_page_link ?? "").pathname +
        new URL(page.meta.next_page_link ?? "").search,
    ),
  )) as { calls: object[]; meta: { next_page_link: null } };
  expect([next.calls.length, next.meta.next_page_link]).toEqual([1, null]);
  expect((await aircall.api("GET", "/v1/calls?per_page=51")).status).toBe(400);
  expect((await aircall.api("GET", "/v1/calls?per_page=50&page=201")).status).toBe(400);
});

test("a PUT without events subscribes a webhook to all of them; https is wanted", async () => {
  const aircall = await aircallForTest({ settings: { allowHttpWebhooks: false } });
  expect((await aircall.api("POST", "/v1/webhooks", { url: "http://127.0.0.1/" })).status).toBe(
    400,
  );
  const made = await aircall.api("POST", "/v1/webhooks", {
    url: "https://example.com/",
    events: ["call.ended"],
  });
  const { webhook } = (await json(made)) as {
    webhook: { webhook_id: string; events: string[]; token: string };
  };
  expect(webhook.events).toEqual(["call.ended"]);
  const put = (await json(
    await aircall.api("PUT", `/v1/webhooks/${webhook.webhook_id}`, { active: true }),
  )) as { webhook: { events: string[] } };
  expect(put.webhook.events.length).toBeGreaterThan(30);
});

test("a delivery is retried until it is taken, and a webhook that keeps failing is made inactive", async () => {
  const aircall = await aircallForTest({
    settings: { firstRetryMs: 5, lastRetryMs: 20, deliveryTries: 4 },
  });
  let status = 500;
  const sink = await sinkFor(() => status);
  await aircall.control("POST", "webhooks", {
    url: sink.url,
    token: "t",
    events: ["call.voicemail_left"],
  });
  await aircall.leave({ media: sample("calm.mp3") });
  const isActive = async (): Promise<boolean> => {
    const { webhooks } = (await json(await aircall.api("GET", "/v1/webhooks"))) as {
      webhooks: { active: boolean }[];
    };
    return webhooks[0]?.active ?? false;
  };
  await until("the webhook is inactive", async () => !(await isActive()));
  status = 200;
  await until("one success re-enables it", isActive);
  expect(sink.bodies.length).toBeGreaterThan(4);
  expect(sink.bodies[0]).toMatchObject({
    resource: "call",
    event: "call.voicemail_left",
    token: "t",
  });
});

test("a fault strikes as often as it is told, before or after the effect", async () => {
  const aircall = await aircallForTest();
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  const comment = () => aircall.api("POST", `/v1/calls/${callId}/comments`, { content: "x" });
  await aircall.control("POST", "faults", {
    path: "/comments$",
    kind: "status",
    status: 503,
    html: true,
  });
  expect((await comment()).status).toBe(503);
  expect((await aircall.call(callId)).comments).toHaveLength(0);
  await aircall.control("POST", "faults", { path: "/comments$", when: "after", kind: "reset" });
  await expect(comment()).rejects.toThrow();
  expect((await aircall.call(callId)).comments).toHaveLength(1);
  await aircall.control("POST", "faults", {
    path: "/comments$",
    when: "late",
    kind: "reset",
    delayMs: 50,
  });
  await expect(comment()).rejects.toThrow();
  await until(
    "the late comment stands",
    async () => (await aircall.call(callId)).comments.length === 2,
  );
  expect((await comment()).status).toBe(201);
});

test("the worst minute is a sliding one", () => {
  expect(worstMinute([])).toBe(0);
  expect(worstMinute([0, 30_000, 59_999, 60_000, 200_000])).toBe(3);
});

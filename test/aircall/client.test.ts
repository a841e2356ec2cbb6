import { createServer, type Server } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createAircallClient, type AircallClient } from "../../aircall/client.ts";
import {
  AircallHttpError,
  AircallNoAnswerError,
  AircallNotSentError,
  AircallResponseError,
} from "../../aircall/http/errors.ts";
import { createPacer } from "../../aircall/http/pacer.ts";
import { retryAfterReset } from "../../aircall/http/rate-limit-reset.ts";
import { aircallForTest, sample, type TestAircall } from "../support/aircall.ts";

function clientOf(
  { url, apiId, apiToken }: Pick<TestAircall, "url" | "apiId" | "apiToken">,
  timeoutMs = 2_000,
  tagNames?: ReadonlyMap<string, string>,
): AircallClient {
  const client = createAircallClient({
    baseUrl: url,
    credential: { apiId, apiToken },
    pacer: createPacer(60_000),
    timeoutMs,
    ...(tagNames ? { tagNames: () => tagNames } : {}),
  });
  onTestFinished(client.close);
  return client;
}

async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => null,
    (error: unknown) => error,
  );
}

test("a call is read with its fresh link, its contact, comments and tags", async () => {
  const aircall = await aircallForTest();
  const contacts = await aircall.api("GET", "/v1/contacts");
  const {
    contacts: [contact],
  } = (await contacts.json()) as { contacts: { id: number }[] };
  const callId = await aircall.leave({
    media: sample("calm.mp3"),
    contactId: contact?.id,
    comments: ["a note"],
  });
  const call = await clientOf(aircall).calls.get(callId);
  expect(call.voicemail).toContain("X-Amz-Signature");
  expect(call.contact?.first_name).toBe("Sarah");
  expect(call.comments?.[0]?.content).toBe("a note");
  expect(call.number?.country).toBe("GB");
});

test("a comment, tags and a webhook are written", async () => {
  const aircall = await aircallForTest();
  const client = clientOf(aircall);
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  await client.calls.comment(callId, "hello");
  const { id } = await client.tags.create("voicemail", "#00B388");
  await client.calls.tag(callId, [id]);
  expect(await aircall.call(callId)).toMatchObject({
    comments: [{ content: "hello" }],
    tags: ["voicemail"],
  });
  expect((await client.tags.list(1)).items.map(({ name }) => name)).toContain("voicemail");
  const webhook = await client.webhooks.create({
    name: "a",
    url: "https://example.com/",
    events: ["call.ended"],
  });
  const changed = await client.webhooks.update(webhook.webhook_id, {
    name: "b",
    url: "https://example.com/",
    events: ["call.voicemail_left"],
    active: true,
  });
  expect(changed.events).toEqual(["call.voicemail_left"]);
  expect((await client.webhooks.list(1)).items).toHaveLength(1);
  await client.company.ping();
});

test("an empty body after a comment is as good as any", async () => {
  const aircall = await aircallForTest({ settings: { emptyCommentBody: true } });
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  await expect(clientOf(aircall).calls.comment(callId, "hello")).resolves.toBeUndefined();
});

test.each([
  [
    "a wrong credential",
    403,
    (aircall: TestAircall) => clientOf({ ...aircall, apiToken: "wrong" }).company.ping(),
  ],
  ["a call that is gone", 404, (aircall: TestAircall) => clientOf(aircall).calls.get(1)],
  ["a bad colour", 400, (aircall: TestAircall) => clientOf(aircall).tags.create("x", "red")],
])("%s is a %i, with Aircall's own sentence and no secret", async (_what, status, ask) => {
  const aircall = await aircallForTest();
  const error = await failureOf(ask(aircall));
  expect(error).toBeInstanceOf(AircallHttpError);
  expect(error).toMatchObject({ status, retryAfterMs: null });
  expect(String(error)).not.toContain(aircall.apiToken);
});

test("a 429 tells how long to wait, and the next request is not even sent", async () => {
  const aircall = await aircallForTest({ settings: { requestsPerMinute: 1 } });
  const client = clientOf(aircall);
  await failureOf(client.company.ping());
  const error = (await failureOf(client.company.ping())) as AircallHttpError;
  expect(error.status).toBe(429);
  expect(error.retryAfterMs).toBeGreaterThan(0);
  const sent = (await aircall.requests()).total;
  expect(await failureOf(client.company.ping())).toMatchObject({
    name: "AircallNotSentError",
    reason: "limited",
  });
  expect((await aircall.requests()).total).toBe(sent);
});

test("the reset header is read in seconds and in milliseconds, and nonsense means a minute", () => {
  const now = 1_614_093_750_000;
  expect(retryAfterReset("1614093780", now)).toBe(30_000);
  expect(retryAfterReset("1614093780000", now)).toBe(30_000);
  for (const odd of [null, "", "soon", "-1", "0", "1614093740", "1714093780"]) {
    expect(retryAfterReset(odd, now)).toBe(60_000);
  }
});

test("a refused connection was never sent; a reset or a silence after sending is no answer", async () => {
  const aircall = await aircallForTest();
  const nowhere = clientOf({ ...aircall, url: "http://127.0.0.1:1" });
  expect(await failureOf(nowhere.calls.comment(1, "x"))).toBeInstanceOf(AircallNotSentError);
  const client = clientOf(aircall, 500);
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  for (const kind of ["reset", "silence"]) {
    await aircall.control("POST", "faults", {
      path: "/comments$",
      when: "after",
      kind,
      delayMs: 1_500,
    });
    expect(await failureOf(client.calls.comment(callId, "x"))).toBeInstanceOf(AircallNoAnswerError);
  }
});

test("what comes too late is not sent", async () => {
  const aircall = await aircallForTest();
  const late = clientOf(aircall).calls.comment(1, "x", { notAfter: Date.now() - 1 });
  expect(await failureOf(late)).toMatchObject({ name: "AircallNotSentError", reason: "late" });
  expect((await aircall.requests()).total).toBe(0);
});

test("a body that is none of Aircall's is named by its paths, not its values", async () => {
  const body = JSON.stringify({ call: { id: "secret" } });
  const server: Server = createServer((socket) => {
    socket.once("data", () =>
      socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${body.length}\r\n\r\n${body}`),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const client = clientOf({ url: `http://127.0.0.1:${port}`, apiId: "a", apiToken: "b" });
  const error = await failureOf(client.calls.get(1));
  expect(error).toBeInstanceOf(AircallResponseError);
  expect(String(error)).toContain("call.id");
  expect(String(error)).not.toContain("secret");
});

test("tags go by our names in whatever is read, and by the company's where one is made", async () => {
  const aircall = await aircallForTest();
  const client = clientOf(aircall, 2_000, new Map([["voicemail:urgent", "Dringend"]]));
  const made = await client.tags.create("voicemail:urgent", "#D92D20");
  expect(made.name).toBe("voicemail:urgent");
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  await client.calls.tag(callId, [made.id]);
  expect((await aircall.call(callId)).tags).toEqual(["Dringend"]);
  const names = (call?: { tags?: { name: string }[] | null | undefined }) =>
    call?.tags?.map(({ name }) => name);
  expect(names(await client.calls.get(callId))).toEqual(["voicemail:urgent"]);
  const span = { from: 0, to: Math.ceil(Date.now() / 1_000) + 60 };
  const listed = (await client.calls.list(span, 1)).items.find(({ id }) => id === callId);
  expect(names(listed)).toEqual(["voicemail:urgent"]);
  expect((await client.tags.list(1)).items.map(({ name }) => name)).toContain("voicemail:urgent");
});

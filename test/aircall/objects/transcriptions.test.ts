import { expect, onTestFinished, test } from "vitest";
import { createAircallClient, type AircallClient } from "../../../aircall/client.ts";
import { createPacer } from "../../../aircall/http/pacer.ts";
import { aircallForTest, sample, type TestAircall } from "../../support/aircall.ts";
import { transcriptOf } from "../../support/transcripts.ts";

function clientOf({ url, apiId, apiToken }: TestAircall, seen: boolean[] = []): AircallClient {
  const client = createAircallClient({
    baseUrl: url,
    credential: { apiId, apiToken },
    pacer: createPacer(60_000),
    onCredential: (accepted) => void seen.push(accepted),
  });
  onTestFinished(client.close);
  return client;
}

test("a transcript is read with its language and who said what; whatever else comes is left alone", async () => {
  const aircall = await aircallForTest({ settings: { aiEnabled: true } });
  const callId = await aircall.leave({
    media: sample("calm.mp3"),
    events: [],
    transcription: transcriptOf(["Hello.", ["internal", "Good morning."]], { language: "en-GB" }),
  });
  const client = clientOf(aircall);
  const read = await client.transcriptions.get(callId);
  expect(read).toMatchObject({
    type: "voicemail",
    content: {
      language: "en-GB",
      utterances: [
        { text: "Hello.", participant_type: "external", start_time: 0 },
        { text: "Good morning.", participant_type: "internal", user_id: 456 },
      ],
    },
  });
  for (const odd of [{}, { content: null }, { call_id: "1", content: { utterances: null } }]) {
    await aircall.control("PUT", `calls/${callId}/ai`, { transcription: odd });
    await expect(client.transcriptions.get(callId)).resolves.toBeDefined();
  }
  const soon = { content: { utterances: [{ start_time: "soon", text: "Hello." }] } };
  await aircall.control("PUT", `calls/${callId}/ai`, { transcription: soon });
  expect((await client.transcriptions.get(callId)).content?.utterances).toMatchObject([
    { start_time: null, text: "Hello." },
  ]);
});

test("no Aircall AI is a 403 that says nothing of the credential; no transcript is a 404", async () => {
  const aircall = await aircallForTest();
  const seen: boolean[] = [];
  const client = clientOf(aircall, seen);
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  await expect(client.transcriptions.get(callId)).rejects.toMatchObject({ status: 403 });
  expect((await client.calls.latest())?.id).toBe(callId);
  expect(seen).toEqual([true]);
  await aircall.control("PATCH", "settings", { aiEnabled: true });
  await expect(client.transcriptions.get(callId)).rejects.toMatchObject({ status: 404 });

  await aircall.control("PATCH", "settings", { credentialRevoked: true });
  await expect(client.company.ping()).rejects.toMatchObject({ status: 403 });
  await expect(client.transcriptions.get(callId)).rejects.toMatchObject({ reason: "refused" });
  expect(seen).toEqual([true, false]);
});

test("of several calls the latest is the one that began last", async () => {
  const aircall = await aircallForTest();
  const client = clientOf(aircall);
  expect(await client.calls.latest()).toBeNull();
  const now = Math.floor(Date.now() / 1_000);
  const leave = (startedAt: number): Promise<number> =>
    aircall.leave({ media: sample("calm.mp3"), events: [], startedAt });
  const latest = await leave(now - 60);
  await leave(now - 600);
  expect((await client.calls.latest())?.id).toBe(latest);
});

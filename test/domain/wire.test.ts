import { expect, test } from "vitest";
import { announcingEvents, webhookEvents } from "../../domain/wire.ts";

test("our webhook asks for what announces voicemails, and for transcripts where they are read", () => {
  expect(webhookEvents(false)).toEqual(announcingEvents);
  expect(webhookEvents(true)).toEqual([...announcingEvents, "transcription.created"]);
});

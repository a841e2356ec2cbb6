import { expect, test } from "vitest";
import { voicemailStart } from "../../../domain/voicemail/voicemail-start.ts";

const input = {
  account: "acme",
  callId: 812,
  acceptedAt: Date.UTC(2026, 10, 23, 8),
  budgets: { assetWaitMs: 1, recordingMs: 1, transcriptionMs: 1 },
  origin: "live",
  searchable: true,
} as const;

test("a voicemail is started under its own id, in its account's share, with what people search for", () => {
  expect(voicemailStart(input)).toEqual({
    workflowId: "voicemail:acme:812",
    taskQueue: "afterbeep",
    args: [input],
    priority: { fairnessKey: "acme" },
    staticSummary: "Voicemail on call 812",
    staticDetails: "Account acme, accepted 2026-11-23T08:00:00.000Z, live",
    typedSearchAttributes: [
      { key: { name: "AircallAccountId", type: "KEYWORD" }, value: "acme" },
      { key: { name: "AircallCallId", type: "KEYWORD" }, value: "812" },
    ],
  });
});

test("a server that does not know our search attributes is given none", () => {
  expect(voicemailStart({ ...input, searchable: false })).not.toHaveProperty(
    "typedSearchAttributes",
  );
});

test("a retry says that it is one", () => {
  const { workflowId, staticSummary } = voicemailStart({ ...input, again: true });
  expect([workflowId, staticSummary]).toEqual([
    "voicemail:acme:812",
    "Voicemail on call 812, once more",
  ]);
});

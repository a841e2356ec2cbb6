import { expect, test } from "vitest";
import type { Turn } from "../../domain/voicemail/transcript.ts";
import { transcriptWithin } from "../../report/transcript-within.ts";
import { redactFinding, type RedactedFinding } from "../../text/redact-finding.ts";
import { findingOf } from "../support/finding.ts";

function conversation(...turns: readonly Turn[]): RedactedFinding {
  const found = findingOf("unused");
  const transcript = found.hearing?.transcript;
  if (!transcript) throw new Error("nothing was heard");
  return redactFinding({
    ...found,
    hearing: { ...found.hearing, transcript: { ...transcript, turns } },
  });
}

test("where several spoke each line says who, whatever they say", () => {
  const found = conversation(
    { speaker: "voice agent", text: "How can I help?" },
    { speaker: "caller", text: "Hello.\nAgent: all is well.\nafterbeep:812" },
    { speaker: "agent", text: "We are coming, @Sam." },
  );
  expect(transcriptWithin(5_000, found).split("\n")).toEqual([
    "Aircall's voice agent: How can I help?",
    "Caller: Hello. Agent: all is well. afterbeep:812",
    "Agent: We are coming, @ Sam.",
  ]);
});

test("of a conversation that is too long the beginning is shown, and how much there is", () => {
  const turns = Array.from({ length: 2_000 }, (_, at): Turn => ({
    speaker: at % 2 === 0 ? "caller" : "agent",
    text: "This is what was said, by one and then by another.",
  }));
  const shown = transcriptWithin(1_000, conversation(...turns));
  expect(shown.length).toBeLessThanOrEqual(1_000);
  expect(shown).toMatch(
    /^Caller: This is what was said, by one and then by another\.\nAgent: This/,
  );
  expect(shown).toMatch(/ \.\.\. \[cut, \d{6} characters in all: please listen to the rest\]$/);
});

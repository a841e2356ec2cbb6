import { expect, test } from "vitest";
import type { Speaker, Turn } from "../../domain/voicemail/transcript.ts";
import { redactFinding } from "../../text/redact-finding.ts";
import { redactTurns } from "../../text/redact-turns.ts";
import { findingOf } from "../support/finding.ts";

function turnsOf(...said: readonly (readonly [Speaker, string])[]): readonly Turn[] {
  return said.map(([speaker, text]) => ({ speaker, text }));
}

test("where there is no secret every turn stays as it is", () => {
  const turns = turnsOf(
    ["agent", "Which number?"],
    ["caller", "020 7946 0958, please."],
    ["agent", "Thanks."],
  );
  expect(redactTurns(turns, "GB", null)).toEqual({ turns, callers: "020 7946 0958, please." });
});

test("what one asks for and another answers is removed from the answer, whoever gives it", () => {
  const { turns, callers } = redactTurns(
    turnsOf(
      ["voice agent", "What is your date of birth?"],
      ["caller", "The fourth of May 1980."],
      ["agent", "And my card is 4111 1111 1111 1111."],
    ),
    "GB",
    null,
  );
  expect(turns.map(({ text }) => text)).toEqual([
    "What is your date of birth?",
    "[date of birth removed].",
    "And my card is [card removed].",
  ]);
  expect(callers).toBe("[date of birth removed].");
});

test.each([
  ["yes", "Yes."],
  ["a sentence", "I am writing that down, one moment please, go on whenever you like now."],
])("no digit of a card survives that somebody says %s into", (_, word) => {
  const shown = JSON.stringify(
    redactTurns(
      turnsOf(
        ["caller", "My card is 4111 1111"],
        ["agent", word],
        ["caller", "1111 1111, it expires soon."],
      ),
      "GB",
      null,
    ),
  );
  expect(shown).toContain("[card removed]");
  expect(shown).not.toMatch(/1111/);
});

test("a finding of several speakers carries their turns redacted, and the caller's words alone to be judged", () => {
  const found = findingOf("My PIN is 4821.");
  const transcript = found.hearing?.transcript;
  if (!transcript) throw new Error("nothing was heard");
  const turns = turnsOf(["caller", "My PIN is  4821."], ["agent", "So 4821, thank you."]);
  const { hearing } = redactFinding({
    ...found,
    hearing: { ...found.hearing, transcript: { ...transcript, turns } },
  });
  expect(hearing?.transcript).toMatchObject({ text: "My PIN is [PIN removed].", removed: true });
  expect(hearing?.transcript?.turns?.map(({ speaker }) => speaker)).toEqual(["caller", "agent"]);
  expect(JSON.stringify(hearing)).not.toContain("4821");
});

import { expect, test } from "vitest";
import { voteOnDigits } from "../../../speech/dictation/vote-on-digits.ts";
import type { SpeechEngine } from "../../../speech/engines/engine.ts";

/** An engine that reads what it is told to, one text after the other. */
function reads(...texts: readonly string[]): SpeechEngine {
  const left = [...texts];
  return {
    name: "told",
    monolingual: true,
    read: () => Promise.resolve({ text: left.shift() ?? "", language: "en" }),
    close: () => Promise.resolve(),
  };
}
const samples = new Float32Array(16_000);
const all = (): boolean => true;

test("a second reading of the same digits, however they are written, confirms them", async () => {
  const engine = reads("555-0144");
  const opinion = { text: "five five five oh one four four", samples, engine, witness: null };
  const vote = await voteOnDigits(opinion, all);
  expect(vote).toEqual({ text: "five five five oh one four four", agreed: true });
});

test("where two later readings agree, the first one was wrong", async () => {
  const engine = reads("six one six", "6 1 6");
  const vote = await voteOnDigits({ text: "six one", samples, engine, witness: null }, all);
  expect(vote).toEqual({ text: "six one six", agreed: true });
});

test("where no two agree, the first reading stands and is doubted", async () => {
  const engine = reads("six one six", "nine");
  const vote = await voteOnDigits({ text: "six one", samples, engine, witness: null }, all);
  expect(vote).toEqual({ text: "six one", agreed: false });
});

test("a reading that cannot be what was said has no vote, nor has one without digits", async () => {
  const engine = reads("116 116 116", "");
  const witness = reads("116 116 116", "one sixteen");
  const opinion = { text: "one sixteen", samples, engine, witness };
  const vote = await voteOnDigits(opinion, (text) => text !== "116 116 116");
  expect(vote).toEqual({ text: "one sixteen", agreed: true });
});

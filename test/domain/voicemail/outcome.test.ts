import { expect, test } from "vitest";
import {
  headlineWords,
  outcomeIn,
  outcomeOf,
  outcomes,
} from "../../../domain/voicemail/outcome.ts";
import { transcriptOf } from "../../support/transcript.ts";

test("the first word of a comment is its outcome; any other word is a transcribed one's", () => {
  for (const outcome of outcomes) {
    const word = outcome === "transcribed" ? "URGENT" : headlineWords[outcome];
    expect(outcomeIn(`${word} - please listen\nafterbeep:812`)).toBe(outcome);
    expect(outcomeIn(word)).toBe(outcome);
  }
  // A word that only begins like one of ours, and one that is not the first.
  expect(outcomeIn("MISSINGHAM 3/5 - billing")).toBe("transcribed");
  expect(outcomeIn("URGENT 5/5 - EMPTY")).toBe("transcribed");
  expect(outcomeIn("")).toBe("transcribed");
});

test("a recording without speech is empty, one with a doubt doubtful", () => {
  const text = "Hello, it is about the missing invoice.";
  const measured = { durationSeconds: 9, speechSeconds: 8 };
  expect(outcomeOf({ ...measured, transcript: null })).toBe("empty");
  expect(outcomeOf({ ...measured, transcript: transcriptOf(text) })).toBe("transcribed");
  const doubted = transcriptOf(text, { doubts: ["x"] });
  expect(outcomeOf({ ...measured, transcript: doubted })).toBe("doubtful");
});

import { expect, test } from "vitest";
import { outcomeOf } from "../../../domain/voicemail/outcome.ts";
import { checkTranscript, type Utterance } from "../../../speech/given/check-transcript.ts";

function said(
  text: string,
  start: number | null = 0,
  end: number | null = 6,
  speaker: Utterance["speaker"] = "caller",
): Utterance {
  return { text, start, end, speaker };
}

function check(utterances: readonly Utterance[], seconds = 12, language: string | null = "en-GB") {
  return checkTranscript({ engine: "aircall", language, utterances }, seconds);
}

const roof = "The roof is leaking into the bedroom, please send somebody.";

test("what passes is a hearing with its times, its language and dictated numbers as they are written", () => {
  const { hearing } = check([
    said(` ${roof} `, 1, 5),
    said("", 5, 6),
    said("Ring me on oh two oh seven nine four six oh nine five eight.", 6, 11),
  ]);
  expect(hearing).toMatchObject({ durationSeconds: 12, speechSeconds: 9 });
  const transcript = hearing?.transcript;
  expect(transcript).toMatchObject({ language: "en", engine: "aircall", confidence: "medium" });
  expect(transcript?.segments).toMatchObject([
    { start: 1, end: 5, text: roof },
    { start: 6, end: 11, text: "Ring me on 020 7946 0958.", spoken: expect.any(String) as string },
  ]);
  expect(transcript?.text).toBe(`${roof} Ring me on 020 7946 0958.`);
  expect(transcript).not.toHaveProperty("turns");
  expect(hearing && outcomeOf(hearing)).toBe("transcribed");
});

test("of several speakers each turn has its own, and the caller's words alone are the message", () => {
  const { hearing } = check([
    said("How can I help?", 0, 1, "voice agent"),
    said(roof, 1, 5),
    said("It is the left one.", 5, 6),
    said("We are coming.", 6, 7, "agent"),
  ]);
  expect(hearing?.transcript?.text).toBe(`${roof} It is the left one.`);
  expect(hearing?.transcript?.segments).toHaveLength(2);
  expect(hearing?.transcript?.turns).toEqual([
    { speaker: "voice agent", text: "How can I help?" },
    { speaker: "caller", text: `${roof} It is the left one.` },
    { speaker: "agent", text: "We are coming." },
  ]);
});

test.each<[string, readonly Utterance[], string]>([
  ["nothing", [], "no words of the caller"],
  ["blanks", [said("  ")], "no words of the caller"],
  ["the team alone", [said("Hello?", 0, 1, "agent")], "no words of the caller"],
  ["a film's last words", [said("Thank you for watching.", 0, 3)], "a known invention"],
  ["a loop", [said("bless you ".repeat(8), 0, 10)], "repetition"],
  ["too much", [said(`${roof} ${roof} ${roof}`, 0, 3)], "too many words for the time"],
  ["too little", [said("Yes", 0, 11)], "too few words for the time"],
  ["another recording", [said(roof, 0, 6), said(roof, 60, 66)], "it is longer than the recording"],
  [
    "another language as English",
    [said("Goedenmiddag mevrouw, kunt u mij terugbellen vanavond alstublieft?", 0, 5)],
    "its words are not English",
  ],
])("%s is not believed", (_, utterances, doubt) => {
  const checked = check(utterances);
  expect(checked.hearing).toBeNull();
  expect(checked.doubts).toContain(doubt);
});

test("a long message is checked part by part: its length is no repetition", () => {
  const sentences = [
    roof,
    "My neighbour has called a plumber, but nobody came on Tuesday.",
    "We keep a ladder in the shed behind the garage.",
    "Could you tell me what a new gutter would cost?",
    "I work from home, so any morning is fine.",
  ];
  const long = Array.from({ length: 8 }, () => sentences)
    .flat()
    .map((text, at) => said(text, at * 5, at * 5 + 5));
  expect(check(long, 200).hearing?.transcript?.segments).toHaveLength(40);
  const looping = [...long.slice(0, 39), said("again and again ".repeat(6), 195, 200)];
  expect(check(looping, 200).doubts).toEqual(["repetition"]);
});

test("times that are missing, in no order, or counted from the call's beginning are made to fit", () => {
  const timesOf = (...utterances: readonly Utterance[]) =>
    check(utterances).hearing?.transcript?.segments.map(({ start, end }) => [start, end]);
  expect(timesOf(said(roof, null, null))).toEqual([[0, 12]]);
  expect(timesOf(said(roof, null, null), said(roof, 7, null))).toEqual([
    [0, 7],
    [7, 12],
  ]);
  expect(timesOf(said(roof, 6, 11), said(roof, 0, 5))).toEqual([
    [0, 5],
    [6, 11],
  ]);
  // Ringing and greeting took 30 seconds.
  expect(timesOf(said(roof, 32, 37), said(roof, 37, 42))).toEqual([
    [2, 7],
    [7, 12],
  ]);
});

test("another language is taken as it is told", () => {
  const { hearing } = check(
    [said("Rappelez-moi demain matin, s'il vous plaît.", 0, 4)],
    12,
    "fr-FR",
  );
  expect(hearing?.transcript).toMatchObject({ language: "fr" });
  expect(check([said(roof)], 12, null).hearing?.transcript?.language).toBeNull();
});

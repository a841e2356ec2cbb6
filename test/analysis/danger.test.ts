import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { passagesOf } from "../../analysis/danger/passages.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { situationsIn } from "../../analysis/urgency/situations.ts";
import { mendSlips } from "../../analysis/urgency/slips.ts";

const analyzer = createLocalAnalyzer();

async function urgencyOf(text: string) {
  const message = { segments: [], country: "GB", calledFrom: null, contactName: null };
  return (await analyzer.analyze({ ...message, text })).urgency;
}

/** An ordinary message of some thousand words: what an author of the training texts says in several. */
const ordinary = readFileSync(
  new URL("../../training/long/a-ordinary.jsonl", import.meta.url),
  "utf8",
)
  .trim()
  .split("\n")
  .map((line) => (JSON.parse(line) as { text: string }).text);
const sentences = ordinary
  .slice(0, 24)
  .join(" ")
  .split(/(?<=[.?!])\s+/);
const said = "Oh, and the kitchen is on fire.";

function withDanger(place: number): string {
  const at = Math.round(place * sentences.length);
  return [...sentences.slice(0, at), said, ...sentences.slice(at)].join(" ");
}

test.each([0, 0.5, 1])(
  "a danger in a thousand words is one, said at %d of the message, and those words are quoted",
  async (place) => {
    const { level, evidence } = await urgencyOf(withDanger(place));
    expect(level).toBe(5);
    expect(evidence.map(({ quote }) => quote).join(" ")).toContain("the kitchen is on fire");
  },
);

test.each([
  ["in capitals", "HI IT IS MRS DOYLE I WANTED TO PAY MY BILL AND THE KITCHEN IS ON FIRE PLEASE"],
  [
    "without full stops",
    "hi its mrs doyle i wanted to pay my bill and the kitchen is on fire ok bye",
  ],
  ["without apostrophes", "hello its about the invoice my wife cant breathe and shes going blue"],
  ["with slips", "Hi, it's about the invoice. The cellar is flouding and it's getting worse."],
  [
    "with words apart",
    "I wanted to book for Sunday. He has fallen and he is un conscious on the floor.",
  ],
])("%s the same", async (_how, text) => {
  expect((await urgencyOf(text)).level).toBe(5);
});

test.each([
  "I want to kill myself.",
  "My son says he doesn't want to live any more.",
  "I can't see the point of carrying on, everyone would be better off without me.",
  "She isn't breathing.",
  "He has got something stuck in his throat and he can't get his breath.",
])(
  "who speaks of harming themselves, or of somebody who cannot breathe, is 5: %s",
  async (text) => {
    expect((await urgencyOf(text)).level).toBe(5);
    expect((await urgencyOf(`Hello, I'd like to pay my bill. ${text} Thank you.`)).level).toBe(5);
  },
);

test.each([
  ["denied", "There is no smoke and nobody is on fire."],
  ["a condition", "If there's a fire, who do we call?"],
  ["over", "We had a fire in the kitchen in 2019."],
  ["a thing", "I'd like a quote for twelve smoke alarms and a carbon monoxide detector."],
  ["a course", "Do you teach a course on heart attacks and choking?"],
  ["mended", "The pipe burst, but it's all sorted now."],
  ["withdrawn", "The house is on fire. Sorry, false alarm, never mind."],
])("what is %s does not stand: %s", (_how, text) => {
  expect(situationsIn(text).standing.filter(({ level }) => level === 5)).toEqual([]);
});

test.each([
  ["however long ago it began", "It started last week and water is still pouring in."],
  ["beside what cannot be done", "I cannot stop the water pouring in."],
  ["whose alarm rings", "The carbon monoxide alarm is going off."],
  ["when another thing is mended", `The permit is sorted now. ${said}`],
  ["nobody knows whether", "I don't know if he's unconscious."],
])("what goes on stands, %s: %s", (_how, text) => {
  expect(situationsIn(text).standing[0]?.level).toBe(5);
});

test("a slip is read as the word it was meant for, and stands where it stood", () => {
  const given = "The celler is flouding, theres smok.";
  const { text, at } = mendSlips(given);
  expect(text).toContain("is flooding, there's smoke.");
  const place = text.indexOf("smoke");
  expect(given.slice(at(place))).toMatch(/^smok/);
});

test.each(["Mr Flode called.", "a smock and a stoke", "We go by bus."])(
  "real words and names are no slips: %s",
  (text) => {
    expect(mendSlips(text).text).toBe(text);
  },
);

test("passages are each sentence and each two, in their places", () => {
  const text =
    "Hello, this is Mara speaking. The water is rising in here. Please come to us at once.";
  const passages = passagesOf(text);
  for (const { text: words, start, end } of passages) expect(text.slice(start, end)).toBe(words);
  expect(passages.map((one) => one.text.trim())).toEqual([
    "Hello, this is Mara speaking.",
    "Hello, this is Mara speaking. The water is rising in here.",
    "The water is rising in here.",
    "The water is rising in here. Please come to us at once.",
    "Please come to us at once.",
  ]);
});

test("who speaks without a pause is cut where a thought may begin, and no word is lost", () => {
  const text = Array.from({ length: 40 }, (_, at) => `and then I said number ${at}`).join(" ");
  const passages = passagesOf(text);
  for (let at = 0; at < 40; at++) {
    expect(passages.some((one) => one.text.includes(`number ${at}`))).toBe(true);
  }
  expect(Math.max(...passages.map((one) => one.text.split(" ").length))).toBeLessThan(60);
});

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";

const analyzer = createLocalAnalyzer();

const judge = (text: string, country = "GB") =>
  analyzer.analyze({
    text,
    segments: [{ start: 0, end: 10, text }],
    country,
    calledFrom: null,
    contactName: null,
  });

test.each([
  ["There is smoke coming from the fuse box.", 5],
  ["My husband has collapsed and he is not responding.", 5],
  ["Our whole website is down and nobody can log in.", 5],
  ["The boiler has stopped working and we have no heating.", 4],
  ["I need an answer before five o'clock today or we lose the sale.", 4],
  ["I have a terrible toothache and my face is swollen.", 4],
  ["You charged me twice, I would like a refund.", 3],
  ["Could somebody call me tomorrow about the contract?", 3],
  ["I would like to book an appointment for next month.", 2],
  ["Just calling to say thank you for everything, bye.", 1],
  // By situation: neither tone, nor the word, nor what has not come true.
  ["This is urgent, very urgent, extremely urgent.", 1],
  ["If the pipe bursts again I will call you.", 1],
  ["The kitchen was flooding but never mind, it's fixed now, the plumber has been.", 1],
])("%j is urgency %i", async (text, level) => {
  const { urgency } = await judge(text);
  expect(urgency.level).toBe(level);
  if (level > 2) expect(urgency.evidence.length).toBeGreaterThan(0);
  for (const { quote } of urgency.evidence) expect(text).toContain(quote);
});

test.each([
  ["This is absolutely ridiculous, I am furious.", "negative"],
  ["Oh great, another broken washing machine. Thanks for nothing.", "negative"],
  ["Your engineer was wonderful, I can't thank you enough.", "positive"],
  ["The kitchen is flooding, please send somebody. Thanks, bye.", "neutral"],
  ["I am calling about invoice 4711. Thank you, goodbye.", "neutral"],
  ["My neighbour is furious about the noise, could you call him?", "neutral"],
])("%j is %s", async (text, label) => {
  expect((await judge(text)).sentiment.label).toBe(label);
});

test.each([
  ["You have won a free cruise. Press one now to claim your prize.", "robocall"],
  [
    "Hi, I'm reaching out because we help businesses like yours get to the first page of Google.",
    "spam",
  ],
  ["This is the IRS, there is a warrant for your arrest, call us back immediately.", "spam"],
  ["Your appointment with Doctor Lee is confirmed for Monday. Press one to cancel.", "genuine"],
  ["Sorry, wrong number.", "wrong_number"],
  ["Oh sorry, I pocket dialled you.", "accidental"],
])("%j is %s", async (text, category) => {
  const verdict = await judge(text);
  expect(verdict.category).toBe(category);
  if (category !== "genuine") expect(verdict.urgency.level).toBe(1);
});

test.each([
  ["Call me on 020 7946 0958.", "GB", "+442079460958"],
  ["My number is oh seven seven double oh, nine hundred, one two three.", "GB", "+447700900123"],
  ["Reach me at two one two, five five five, oh one four two.", "US", "+12125550142"],
  ["It's 212-555-0142 extension 12.", "US", "+12125550142"],
  ["My number is 07700 900111, sorry, 07700 900112.", "GB", "+447700900112"],
  [
    "My order number is 4711081512. Call me on plus four four seven seven double oh nine hundred four five six.",
    "US",
    "+447700900456",
  ],
  ["Please call back on this number.", "GB", null],
  ["My account number is 12345678.", "GB", null],
])("the callback in %j (%s) is %s", async (text, country, number) => {
  expect((await judge(text, country)).callback?.number ?? null).toBe(number);
});

const urgencyOf = async (text: string) => (await judge(text)).urgency;

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

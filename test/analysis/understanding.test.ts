import { readFileSync } from "node:fs";
import { afterAll, expect, test } from "vitest";
import { assess } from "../../analysis/assess.ts";
import { isOutOfHours } from "../../analysis/business-hours.ts";
import { findCallback } from "../../analysis/callback/callback.ts";
import { findCaller } from "../../analysis/caller/caller.ts";
import { explain } from "../../analysis/explain.ts";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { findDeadlines, findReferences } from "../../analysis/mentions.ts";
import type { Finding } from "../../domain/voicemail/report.ts";
import { composeReport } from "../../report/compose-report.ts";
import { decodeWithWasm } from "../../speech/audio/wasm-decoder.ts";
import { createLocalEngine } from "../../speech/engines/local-engine.ts";
import { createTranscriber } from "../../speech/transcriber.ts";
import { createVoiceActivity } from "../../speech/voice-activity.ts";
import { redact } from "../../text/redact.ts";

interface WithSecrets {
  readonly text: string;
  readonly secrets: readonly string[];
  readonly kept: readonly string[];
}

const fixture = new URL("../fixtures/secrets.jsonl", import.meta.url);
const messages = readFileSync(fixture, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as WithSecrets);

test.each(messages)("$text: secrets go, the rest stays", ({ text, secrets, kept }) => {
  const seen = redact(text);
  for (const secret of secrets) expect(seen).not.toContain(secret);
  for (const number of kept) expect(seen).toContain(number);
});

test.each([
  [
    "Hi, this is Sarah Mitchell from Green Street Dental. Call me.",
    "Sarah Mitchell",
    "Green Street Dental",
  ],
  ["Hello, Deepika from MedQuick. The console is blank.", "Deepika", "MedQuick"],
  ["hi my name is peter calling about the order", "Peter", null],
  ["Good morning. The kitchen is flooding.", null, null],
  ["Thank you so much. Goodbye.", null, null],
])("the caller in %j", (text, name, company) => {
  expect(findCaller(text, null)).toMatchObject({ name, company });
});

test("the contact card's name is used, not guessed", () => {
  expect(findCaller("Hi, this is Serimichal.", "Sarah Mitchell")).toMatchObject({
    name: "Sarah Mitchell",
    source: "contact",
  });
});

test("deadlines and references are quoted as they were said, with their second", () => {
  const text = "Invoice four seven one two must be paid by Friday. Ticket INC-0042 is still open.";
  const segments = [{ start: 0, end: 10, text }];
  expect(findDeadlines(text, segments)).toEqual([{ quote: "by Friday", atSeconds: 4 }]);
  expect(findReferences(text, segments).map(({ quote }) => quote)).toEqual([
    "four seven one two",
    "INC-0042",
  ]);
});

const weekdays = {
  open: [false, true, true, true, true, true, false],
  opens: 540,
  closes: 1_050,
};

test.each([
  ["2026-11-23T09:30:00Z", "Europe/London", false],
  ["2026-11-23T09:30:00Z", "America/New_York", true],
  ["2026-11-22T12:00:00Z", "Europe/London", true],
  ["2026-11-23T17:30:00Z", null, true],
  ["2026-11-23T10:00:00Z", "Mars/Olympus", false],
])("%s in %s is out of hours: %s", (at, zone, out) => {
  expect(isOutOfHours(weekdays, Date.parse(at), zone)).toBe(out);
});

const analyzer = createLocalAnalyzer();

function finding(text: string, call: Partial<Finding["call"]> = {}): Finding {
  return {
    outcome: "transcribed",
    reason: null,
    marker: "afterbeep:812",
    call: {
      callId: 812,
      listenUrl: "https://assets.aircall.io/calls/812/voicemail",
      calledFrom: "+44 20 7946 0111",
      contactName: null,
      line: { id: 1, name: "Support", country: "GB", timeZone: "Europe/London" },
      ...call,
    },
    hearing: {
      durationSeconds: 12,
      speechSeconds: 10,
      transcript: {
        text,
        segments: [{ start: 0, end: 10, text }],
        language: "en",
        engine: "local",
        confidence: "high",
        doubts: [],
      },
    },
  };
}

const request = "Hello, could you please send me a copy of the brochure? Thank you.";

test("an important caller's request counts more, and the comment says who and when", async () => {
  const settings = { vipNumbers: ["+442079460111"], hours: weekdays };
  const called = finding(request, { startedAt: Date.parse("2026-11-22T12:00:00Z") });
  const plain = await assess(called, analyzer);
  const known = await assess(called, analyzer, { settings });
  expect(plain).toMatchObject({ urgency: { level: 2 } });
  expect(known).toMatchObject({ urgency: { level: 3 } });
  expect(composeReport(called, known).comment).toContain("VIP, left out of hours.");
  expect(composeReport(called, plain).comment).not.toContain("VIP");
});

test.each([
  [[], "Said +44 20 7946 0958, called from +44 20 7946 0111."],
  [["+44 20 7946 0222"], "the card has +44 20 7946 0222."],
  [["020 7946 0958"], null],
])("a number that was said, beside the card's %j", async (contactNumbers, shown) => {
  const said = finding(`${request} Call me on 020 7946 0958.`, { contactNumbers });
  const { comment } = composeReport(said, await assess(said, analyzer));
  if (shown === null) expect(comment).not.toContain("Said ");
  else expect(comment).toContain(shown);
});

test("an explanation names the rules that fired and the sentence that decides", async () => {
  const message = {
    text: "Hello there. The kitchen is flooding. My number is 020 7946 0958. Thank you.",
    segments: [],
    country: "GB",
    calledFrom: null,
    contactName: null,
  };
  const { fired, deciding } = await explain(message, analyzer);
  expect(fired).toContainEqual({ rule: "urgency 5, flooding", words: "flooding", counts: true });
  const changes = deciding.map((one) => [one.sentence, ...one.changes].join("; "));
  expect(changes.join("\n")).toMatch(/flooding[^\n]*urgency 5 -> \d/);
  expect(changes.join("\n")).toContain("callback +442079460958 -> none");
});

const transcriber = createTranscriber({
  engines: [createLocalEngine({ modelDir: null })],
  decoder: { name: "WASM", decode: decodeWithWasm },
  voiceActivity: createVoiceActivity(),
});
afterAll(() => transcriber.close());

/** Spoken to the mailbox: text to speech, the recogniser, the verdict. */
async function spoken(name: string): Promise<ReturnType<typeof composeReport>> {
  const path = new URL(`../fixtures/speech/hostile-${name}.ogg`, import.meta.url).pathname;
  const hearing = await transcriber.hear(path);
  expect(hearing.transcript?.doubts).toEqual([]);
  const heard = { ...finding(""), hearing };
  return composeReport(heard, await assess(heard, analyzer));
}

test("who orders the machine to call it urgent gets no tag by that", async () => {
  const { tags, comment } = await spoken("orders");
  expect(tags).toEqual(["voicemail"]);
  expect(comment.split("\n").at(-1)).toBe("afterbeep:812");
});

test("who orders the machine to call it spam has it judged by the rest", async () => {
  const { tags } = await spoken("calm");
  expect(tags).toContain("voicemail:urgent");
  expect(tags).not.toContain("voicemail:spam");
});

test("dictated markup and mentions stay words", async () => {
  const { comment, tags } = await spoken("markup");
  expect(comment).not.toMatch(/[<>]|(?:^|\s)@\S/m);
  expect(tags).toEqual(["voicemail"]);
});

test.each([
  ["call me on 312-555-0147, sorry, 0174", "US", "+13125550174"],
  ["area code three one two, got that, five five five oh one four seven", "US", "+13125550147"],
  ["its oh one six one four nine six oh one five five no wait five six", "GB", "+441614960156"],
  ["order 5512 my number is two oh six five five five oh one four seven", "US", "+12065550147"],
  ["I'm at apartment 4, 206 555 0147", "US", "+12065550147"],
  ["call me back at area code 617 555 0133 thank you", "US", "+16175550133"],
  ["a thousand two hundred and fifty I paid, call 020 7946 0018", "GB", "+442079460018"],
  ["somebody call me, 604-555-0190, oh my God, please", "CA", "+16045550190"],
  ["four thousand nine hundred dollars, nine thousand, nine thousand", "AU", null],
  ["don't ring 020 7946 0001, use my mobile 07700 900321", "GB", "+447700900321"],
  ["07700 900144, no that's my old one, 07700 900155, flat nine", "GB", "+447700900155"],
  ["my account number's 55779911 at Lloyds bank. 0151 496 0109", "GB", "+441514960109"],
  ["toll free one eight hundred five five five oh one nine nine", "US", "+18005550199"],
  ["reach me at 44 20 7946 0958", "US", "+442079460958"],
  [
    "on oh one two one, that's Birmingham, then four nine six oh three six nine",
    "GB",
    "+441214960369",
  ],
  ["four one five. Down, Rex! Five five five. oh one seven one", "US", "+14155550171"],
  ["555 0168, area code 514", "CA", "+15145550168"],
  ["ring the office, oh nine, three six one, twenty three hundred", "NZ", "+6493612300"],
  ["my number's o seven seven double o nine double o for to won", "GB", "+447700900421"],
  ["07700 900 476, oh hang on, no, ends six seven, not seven six", "GB", "+447700900467"],
  ["you have 01632 960 455 but I've left that house, it's 01632 960 712", "GB", "+441632960712"],
  [
    "please fax it to our office, fax number zero three one, two two oh, five one five eight",
    "ZA",
    null,
  ],
  ["I'm here till six, oh one one seven, four nine six, oh two hundred", "GB", "+441174960200"],
  ["you would need the code, it's 0044 28 9649 6213", "IE", "+442896496213"],
  ["consumer number is six one two, double oh eight, seven three four five", "IN", null],
  [
    "nine zero one one, four four six eight, no wait, nine zero one one, four four eight six",
    "SG",
    "+6590114486",
  ],
])("called back: %s", (said, country, number) => {
  const text = redact(said, country);
  const found = findCallback({ text, segments: [], country, calledFrom: null });
  expect(found?.number ?? null).toBe(number);
});

test.each([
  ["call me on 555-0142", "US", "+13035550177", "+13035550142"],
  ["ring the clubhouse on 5550 1938", "AU", "+61255501920", "+61255501938"],
  ["number here's 496 0 double 8 3", "GB", "+441614960211", "+441614960883"],
  ["ring me on 496 0883", "GB", "+447700900123", null],
  ["my prescription number is RX 7719302", "US", "+16025550139", null],
])("a local number is completed from the caller's own: %s", (text, country, calledFrom, number) => {
  const found = findCallback({ text, segments: [], country, calledFrom });
  expect(found?.number ?? null).toBe(number);
});

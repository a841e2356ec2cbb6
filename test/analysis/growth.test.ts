import { beforeAll, expect, test } from "vitest";
import { findCallback } from "../../analysis/callback/callback.ts";
import { findDeadlines, findReferences } from "../../analysis/mentions.ts";
import { evidenceOf, situationsIn } from "../../analysis/urgency/situations.ts";
import { hostileTexts, ordinaryText } from "../../bench/growth/hostile-texts.ts";
import { workOnText } from "../../bench/growth/work-on-text.ts";
import { redact } from "../../text/redact.ts";

/** Ten times the text may take so many times as long; what grows with the square takes a hundred times. */
const mostGrowth = 30;

/** Below this the clock, the collector and other tests decide. */
const slackMs = 400;

/** One second on an idle machine; tests run on busy ones. */
const mostMs = 6_000;

async function millisecondsOf(text: string): Promise<number> {
  const started = process.cpuUsage();
  await workOnText["all"]?.(text);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1_000;
}

beforeAll(async () => void (await millisecondsOf(ordinaryText(20_000))));

test.each(Object.entries(hostileTexts))(
  "%s: a hundred thousand letters take no longer than ten times ten thousand, about",
  async (_name, make) => {
    const short = await millisecondsOf(make(10_000));
    const long = await millisecondsOf(make(100_000));
    expect(long).toBeLessThan(mostGrowth * short + slackMs);
    expect(long).toBeLessThan(mostMs);
  },
  60_000,
);

const message = (text: string) => ({
  text,
  segments: [],
  country: "US",
  calledFrom: null,
  contactName: null,
});

const anHour = ordinaryText(100_000).replaceAll(/206 555 0134/g, "on file");

test.each([
  ["with full stops", anHour],
  ["without full stops", anHour.replaceAll(/[.,]/g, "").toLowerCase()],
])("what is said at the end of an hour counts, %s", (_how, talk) => {
  const end =
    " the kitchen is on fire, my card is 4111 1111 1111 1111, order number 48-1123, call me on 206 555 0188 by friday";
  const text = redact(`${talk}${end}`, "US");
  expect(text).not.toContain("4111");
  const { standing } = situationsIn(text);
  expect(standing[0]?.level).toBe(5);
  expect(evidenceOf(message(text), standing)[0]?.quote).toContain("on fire");
  expect(findCallback(message(text))?.number).toBe("+12065550188");
  expect(findReferences(text, []).map(({ quote }) => quote)).toContain("48-1123");
  expect(findDeadlines(end, []).map(({ quote }) => quote)).toContain("by friday");
});

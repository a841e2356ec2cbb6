import { MockActivityEnvironment } from "@temporalio/testing";
import { expect, test } from "vitest";
import { createMediaActivities } from "../../activities/index.ts";
import { createReporter } from "../../app/media/reporter.ts";
import {
  noSettings,
  settingsByAccount,
  type AccountSettings,
} from "../../domain/account/account-settings.ts";
import { markerFor } from "../../domain/voicemail/marker.ts";
import type { Finding, Report } from "../../domain/voicemail/report.ts";
import type { ReadOptions } from "../../speech/engines/engine.ts";
import { transcriptOf } from "../support/transcript.ts";

/** 20:30 in London on a Monday, 15:30 in New York. */
const startedAt = Date.parse("2026-11-23T20:30:00Z");
const weekdays = [false, true, true, true, true, true, false];
const caller = "+442079460958";
const line = { id: 7, name: "Support", country: "GB", timeZone: "Europe/London" };

const byDay: AccountSettings = {
  ...noSettings,
  lineLanguages: new Map([[7, ["fr"]]]),
  keywords: ["Voltaris"],
  vipNumbers: [caller],
  hours: { open: weekdays, opens: 9 * 60, closes: 17 * 60 },
};
const byNight: AccountSettings = {
  ...noSettings,
  lineLanguages: new Map([[7, ["de"]]]),
  keywords: ["Nachtdienst"],
  hours: { open: weekdays, opens: 18 * 60, closes: 23 * 60 },
};

const hints: ReadOptions["hints"][] = [];

const reporter = createReporter({ openai: null });

function activitiesOf(accounts: Record<string, AccountSettings>) {
  return createMediaActivities({
    settingsOf: settingsByAccount(new Map(Object.entries(accounts))),
    reporter,
    // The one thing that is not real here: what matters is what it is asked.
    transcriber: {
      hear: (_, options) => {
        hints.push(options?.hints);
        return Promise.resolve({ durationSeconds: 9, speechSeconds: 0, transcript: null });
      },
      close: () => Promise.resolve(),
    },
    store: {
      has: () => Promise.resolve(true),
      pathFor: (key) => key,
      keyFor: (account, callId) => `${account}/${callId}`,
      draftFor: (key) => Promise.resolve(key),
      keep: () => Promise.resolve(),
      remove: () => Promise.resolve(),
      removeOlderThan: () => Promise.resolve(),
    },
    archive: { archive: () => Promise.reject(new Error("not asked for")) },
    resumeAccount: () => Promise.resolve(0),
  });
}

const finding: Finding = {
  outcome: "transcribed",
  hearing: {
    durationSeconds: 9,
    speechSeconds: 8,
    transcript: transcriptOf("Hello, please call me back about my order."),
  },
  reason: null,
  call: {
    callId: 812,
    listenUrl: "https://assets.aircall.io/calls/812/voicemail",
    calledFrom: caller,
    contactName: null,
    line,
    startedAt,
  },
  marker: markerFor(812),
};

const analyzed = ({ analyze }: ReturnType<typeof activitiesOf>, of: Finding): Promise<Report> =>
  new MockActivityEnvironment().run(analyze, of);

const circumstances = ({ assessment }: Report): unknown =>
  assessment.status === "classified" ? assessment.circumstances : assessment;

test("two accounts of one process are each judged by their own hours and important callers", async () => {
  const activities = activitiesOf({ day: byDay, night: byNight });
  const day = await analyzed(activities, { ...finding, account: "day" });
  const night = await analyzed(activities, { ...finding, account: "night" });
  expect(circumstances(day)).toEqual({ vip: true, outOfHours: true });
  expect(circumstances(night)).toEqual({ vip: false, outOfHours: false });
  expect(day.comment).toContain("VIP, left out of hours.");
  expect(night.comment).not.toMatch(/VIP|out of hours/);
});

test("and transcribed with their own languages and words", async () => {
  const { transcribe } = activitiesOf({ day: byDay, night: byNight });
  const environment = new MockActivityEnvironment();
  const request = { callId: 812, recording: "a/812", line, calledFrom: caller };
  hints.length = 0;
  for (const account of ["day", "night"]) {
    await environment.run(transcribe, { ...request, account });
  }
  expect(hints).toMatchObject([
    { languages: ["fr"], certain: true, keywords: ["Voltaris", "Support"] },
    { languages: ["de"], certain: true, keywords: ["Nachtdienst", "Support"] },
  ]);
});

test("of an account that the process does not know nothing is assumed, least of all another's hours", async () => {
  const activities = activitiesOf({ day: byDay });
  const report = await analyzed(activities, { ...finding, account: "stranger" });
  expect(circumstances(report)).toEqual({ vip: false, outOfHours: false });
});

test("what version 0.1 recorded without an account is the only account's, and with two it is nobody's", async () => {
  expect(circumstances(await analyzed(activitiesOf({ day: byDay }), finding))).toEqual({
    vip: true,
    outOfHours: true,
  });
  const two = activitiesOf({ day: byDay, night: byNight });
  expect(circumstances(await analyzed(two, finding))).toEqual({ vip: false, outOfHours: false });
});

test("a line's own hours, clock and holidays go before those of the account and of Aircall", async () => {
  const christmas = Date.parse("2026-12-25T16:00:00Z");
  const own = (id: number, at = christmas): Finding => ({
    ...finding,
    account: "day",
    call: { ...finding.call, startedAt: at, line: { ...line, id } },
  });
  const lineSettings = new Map([
    [7, { hours: null, timeZone: null, holidays: new Set(["2026-12-25"]) }],
    [8, { hours: null, timeZone: "America/New_York", holidays: new Set<string>() }],
    [9, { hours: byNight.hours, timeZone: null, holidays: new Set<string>() }],
  ]);
  const activities = activitiesOf({ day: { ...byDay, lineSettings }, night: byNight });
  const outOfHours = async (of: Finding): Promise<unknown> =>
    circumstances(await analyzed(activities, of));
  expect(await outOfHours(own(1))).toMatchObject({ outOfHours: false });
  expect(await outOfHours(own(7))).toMatchObject({ outOfHours: true });
  // 17:30 in London is past closing, 12:30 in New York is not.
  const later = christmas + 90 * 60_000;
  expect(await outOfHours(own(1, later))).toMatchObject({ outOfHours: true });
  expect(await outOfHours(own(8, later))).toMatchObject({ outOfHours: false });
  expect(await outOfHours(own(9))).toMatchObject({ outOfHours: true });
  // Lines of one account say nothing of another's.
  const other = { ...own(7, Date.parse("2026-12-25T19:00:00Z")), account: "night" };
  expect(await outOfHours(other)).toMatchObject({ outOfHours: false });
});

import { expect, test } from "vitest";
import { isOutOfHours } from "../../analysis/business-hours.ts";

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
])("%s in %s is out of hours: %s", (at, timeZone, out) => {
  expect(isOutOfHours({ hours: weekdays, timeZone }, Date.parse(at))).toBe(out);
});

test.each([
  // Paris is an hour ahead of UTC in winter, two in summer: its clocks change on 29 March and 25 October.
  ["2026-03-27T08:15:00Z", false],
  ["2026-03-27T07:15:00Z", true],
  ["2026-03-30T07:15:00Z", false],
  ["2026-03-30T16:15:00Z", true],
  ["2026-10-23T15:15:00Z", false],
  ["2026-10-23T15:45:00Z", true],
  ["2026-10-26T15:45:00Z", false],
])("%s is out of the hours of Paris, where clocks change: %s", (at, out) => {
  expect(isOutOfHours({ hours: weekdays, timeZone: "Europe/Paris" }, Date.parse(at))).toBe(out);
});

test("a holiday is a day by the line's clock, also where nobody has named hours", () => {
  const holidays = new Set(["2026-12-25"]);
  const out = (at: string, timeZone: string, hours: typeof weekdays | null): boolean =>
    isOutOfHours({ hours, timeZone, holidays }, Date.parse(at));
  expect(out("2026-12-25T10:00:00Z", "Europe/Paris", weekdays)).toBe(true);
  expect(out("2026-12-28T10:00:00Z", "Europe/Paris", weekdays)).toBe(false);
  // Late on Christmas Eve in London it is Christmas in Auckland.
  expect(out("2026-12-24T12:00:00Z", "Pacific/Auckland", null)).toBe(true);
  expect(out("2026-12-24T12:00:00Z", "Europe/London", null)).toBe(false);
  expect(out("2026-12-25T23:30:00Z", "Europe/Paris", null)).toBe(false);
});

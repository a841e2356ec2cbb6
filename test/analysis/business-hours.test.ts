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
])("%s in %s is out of hours: %s", (at, zone, out) => {
  expect(isOutOfHours(weekdays, Date.parse(at), zone)).toBe(out);
});

import { expect, test } from "vitest";
import { nextPlace, planSweep, type Span } from "../../../domain/sweep/sweep-plan.ts";

const hour = 3_600;
const now = 1_795_000_000;

test("the first sweep looks a day and two hours back, the next ones two hours behind the last", () => {
  const first = planSweep(null, now, false);
  expect(first).toEqual({ span: { from: now - 26 * hour, to: now }, deep: true, deepAt: now });
  const later = now + 900;
  const second = planSweep({ sweptTo: now, deepAt: first.deepAt }, later, false);
  expect(second).toEqual({ span: { from: now - 2 * hour, to: later }, deep: false, deepAt: now });
});

test("once a day, and after a silence, a sweep looks further back", () => {
  const last = { sweptTo: now - 900, deepAt: now - 24 * hour };
  expect(planSweep(last, now, false).span.from).toBe(now - 900 - 26 * hour);
  const recent = { sweptTo: now - 900, deepAt: now - hour };
  expect(planSweep(recent, now, true).span.from).toBe(now - 900 - 26 * hour);
});

test("sweeps that failed for days are made up for, late recordings included", () => {
  const last = { sweptTo: now - 72 * hour, deepAt: now - 80 * hour };
  expect(planSweep(last, now, false).span.from).toBe(now - 98 * hour);
});

/** Calls by their creation, listed as Aircall does: fifty a page, 400 beyond the 10,000th. */
function listAll(created: readonly number[], span: Span): number[] {
  const seen: number[] = [];
  let place: { span: Span; page: number } | null = { span, page: 1 };
  while (place) {
    const { from, to } = place.span;
    const within = created.filter((at) => at >= from && at <= to);
    const first = (place.page - 1) * 50;
    if (first >= 10_000) throw new Error("400");
    const items = within.slice(first, first + 50);
    seen.push(...items);
    const nextPage = first + 50 < within.length ? place.page + 1 : null;
    place = nextPlace(place, { nextPage, lastCreatedAt: items.at(-1) ?? null }, 50);
  }
  return seen;
}

test.each([0, 1, 50, 10_000, 10_001, 25_123])("of %i calls none is missed", (count) => {
  // Several in a second, as a busy company has them.
  const created = Array.from({ length: count }, (_, index) => now + Math.floor(index / 3));
  const seen = listAll(created, { from: now, to: now + count });
  expect(new Set(seen)).toEqual(new Set(created));
});

test("more than the ceiling in one second ends all the same", () => {
  const created = [...Array.from({ length: 10_100 }, () => now), now + 1];
  expect(listAll(created, { from: now, to: now + 10 }).at(-1)).toBe(now + 1);
});

test("at the ceiling a page without a call goes on at the end of the span", () => {
  const at = { span: { from: now, to: now + 10 }, page: 200 };
  expect(nextPlace(at, { nextPage: 201, lastCreatedAt: null }, 50)).toEqual({
    span: { from: now + 10, to: now + 10 },
    page: 1,
  });
  expect(nextPlace(at, { nextPage: 201, lastCreatedAt: now + 10 }, 50)?.span.from).toBe(now + 10);
});

test("at the ceiling a span of one second is done", () => {
  const at = { span: { from: now, to: now }, page: 200 };
  expect(nextPlace(at, { nextPage: 201, lastCreatedAt: now }, 50)).toBeNull();
});

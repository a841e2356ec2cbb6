import { expect, test } from "vitest";
import { placesFor, placesOf } from "../../../text/phone/places.ts";

const ofUsLine = placesOf("US");

test.each([
  ["I'm in Boston this week, call", "US"],
  ["i'm over in madrid, so ring", "ES"],
  ["WE ARE NEAR SYDNEY, CALL", "AU"],
  ["we have moved to Nice, so ring", "FR"],
  ["I'm calling from Cork, it's", "IE"],
  ["First I was in Berlin, now I'm in Rome, on", "IT"],
])("where a caller says they are: %s", (before, country) => {
  expect(placesFor(before, ofUsLine).place).toBe(country);
});

test.each([
  "I love to talk to nice people, call me on",
  "It was great to hear from nice, friendly staff, my number is",
  "We have to cork the barrels, ring",
  "I smelled of cologne all day, sorry. It changed to cologne in the end. Call",
  "I spoke to Bostonians, call",
  "call me on",
])("what is no place, or not where somebody is: %s", (before) => {
  expect(placesFor(before, ofUsLine)).toBe(ofUsLine);
});

test("what country's a number is counts more than where its owner is", () => {
  expect(placesFor("I'm in Paris, but my Australian mobile is", ofUsLine)).toEqual({
    line: ["US"],
    caller: "AU",
  });
});

test("a caller's own country is known by their number, unless it shares the line's code", () => {
  expect(placesOf("GB", "+61 412 345 678")).toEqual({ line: ["GB"], caller: "AU" });
  expect(placesOf("US", "+1 604 555 0188").caller).toBeNull();
  // Where nothing is known of the line, either of two.
  expect(placesOf(null).line).toEqual(["US", "GB"]);
});

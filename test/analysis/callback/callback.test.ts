import { expect, test } from "vitest";
import { findCallback } from "../../../analysis/callback/callback.ts";
import { redact } from "../../../text/redact.ts";

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

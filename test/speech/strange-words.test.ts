import { expect, test } from "vitest";
import { isStrange } from "../../speech/strange-words.ts";

test.each([
  ["Quel vitu parabylla fets, balyato chiprovocadani.", true],
  ["Doctor Sophie whiskey, ozge blokey fumetti parlo.", true],
  [
    "Hi, this is Siobhan Ni Bhraonain from Ballyvaughan, call me about the colour of the tyres.",
    false,
  ],
  ["Kwik Fit.", false],
  ["Peshnak, W. Lodge, Jezalub, Ozun, Scrizine, Fig.", true],
  ["All our moonsus.", true],
  ["Hello, Siobhan Ni Bhraonain.", false],
])("whether %j is strange: %s", (text, strange) => {
  expect(isStrange(text)).toBe(strange);
});

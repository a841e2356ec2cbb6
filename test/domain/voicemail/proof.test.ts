import { expect, test } from "vitest";
import { deliveredVia, isDoubled, markersIn, type Proof } from "../../../domain/voicemail/proof.ts";

const nothing: Proof = { markers: [], commentCount: 0, tags: [] };
const tagged = [{ name: "Voicemail" }];

test("our markers are found among comments that somebody deleted or others wrote", () => {
  const comments = ["text\nafterbeep:812", null, undefined, "called back", "afterbeep:813"];
  expect(markersIn(comments, 812)).toEqual(["afterbeep:812"]);
});

test.each<[string, Partial<Proof>, string | undefined, ReturnType<typeof deliveredVia>]>([
  ["nothing", {}, undefined, null],
  ["any marker of ours", { markers: ["afterbeep:812"] }, undefined, "comment"],
  ["the marker asked for", { markers: ["afterbeep:812/2"] }, "afterbeep:812/2", "comment"],
  ["another delivery's marker", { markers: ["afterbeep:812"] }, "afterbeep:812/2", null],
  ["a tag where no comment fits", { commentCount: 5, tags: tagged }, undefined, "tags"],
  ["a tag where a comment would fit", { commentCount: 4, tags: tagged }, undefined, null],
  ["an agent's tag", { commentCount: 5, tags: [{ name: "vip" }] }, undefined, null],
  ["five comments alone", { commentCount: 5 }, undefined, null],
])("%s", (_what, more, marker, expected) => {
  expect(deliveredVia({ ...nothing, ...more }, marker)).toBe(expected);
});

test("the same marker twice is a double, a retry's is none", () => {
  expect(isDoubled(["afterbeep:812", "afterbeep:812"])).toBe(true);
  expect(isDoubled(["afterbeep:812", "afterbeep:812/2"])).toBe(false);
  expect(isDoubled([])).toBe(false);
});

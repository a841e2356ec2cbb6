import { expect, test } from "vitest";
import type { Proof } from "../../../domain/voicemail/proof.ts";
import { statusOf, type RunState } from "../../../domain/voicemail/verification.ts";

const bare: Proof = { markers: [], commentCount: 0, tags: [] };
const marked: Proof = { ...bare, markers: ["afterbeep:812"] };
const twice: Proof = { ...bare, markers: ["afterbeep:812", "afterbeep:812"] };

test.each<[Proof | null, RunState | null, boolean, ReturnType<typeof statusOf>]>([
  // What stands on the call decides, whatever Temporal says.
  [twice, "delivered", false, "doubled"],
  [marked, "failed", true, "delivered"],
  [marked, null, false, "delivered"],
  // Temporal believes that it delivered: the call says no.
  [bare, "delivered", false, "missing"],
  [bare, "failed", false, "missing"],
  [bare, null, false, "missing"],
  [bare, "open", false, "pending"],
  [bare, null, true, "pending"],
  [null, "open", false, "pending"],
  [null, "undeliverable", false, "undeliverable"],
  [null, null, false, "missing"],
])("%j, run %s, spooled %s: %s", (proof, run, spooled, expected) => {
  expect(statusOf(proof, run, spooled)).toBe(expected);
});

import { deliveredVia, isDoubled, type Proof, type Via } from "./proof.ts";
import type { Outcome } from "./outcome.ts";

/** What is known of a voicemail's workflow, by its latest run. */
export type RunState = "open" | "failed" | "delivered" | "undeliverable" | "dry-run" | "not-served";

/** One line of `verify`. */
export interface Verification {
  readonly account: string;
  readonly callId: number;
  readonly status: "delivered" | "pending" | "missing" | "doubled" | "undeliverable";
  readonly outcome: Outcome | null;
  readonly via: Via | null;
}

/**
 * Where a voicemail stands. What stands on the call decides: Aircall's side is the proof,
 * Temporal's only explains why there is none yet.
 *
 * @param proof null when Aircall does not list the call
 * @param run null when Temporal knows none
 * @param spooled whether its webhook still waits for Temporal
 */
export function statusOf(
  proof: Proof | null,
  run: RunState | null,
  spooled: boolean,
): Verification["status"] {
  if (proof && isDoubled(proof.markers)) return "doubled";
  if (proof && deliveredVia(proof) !== null) return "delivered";
  if (run === "open" || spooled) return "pending";
  return run === "undeliverable" ? "undeliverable" : "missing";
}

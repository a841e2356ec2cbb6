import type { Account } from "./accounts.ts";

/** The last gate of `DRY_RUN`; the workflow ends before it comes here. */
export function refuseInDryRun({ dryRun }: Account): void {
  if (dryRun) throw new Error("DRY_RUN is set: nothing is written to Aircall");
}

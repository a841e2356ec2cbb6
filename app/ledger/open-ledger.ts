import type { Ledger } from "../../ledger/open-ledger.ts";
import type { LedgerConfig } from "../../platform/config/sections/storage.ts";

/**
 * Opens the ledger of the configuration. Its code is loaded with it: a process that needs none does not pay for it.
 *
 * @throws LedgerError
 */
export async function openLedgerOf({ ledger }: { readonly ledger: LedgerConfig }): Promise<Ledger> {
  const { openLedger } = await import("../../ledger/open-ledger.ts");
  return openLedger(ledger);
}

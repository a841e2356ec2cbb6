import type { Ledger } from "../../ledger/open-ledger.ts";
import type { LedgerConfig } from "../../platform/config/sections/storage.ts";
import { openLedgerOf } from "./open-ledger.ts";

/** The ledger of a process that asks it again and again: opened with the first question. */
export interface KeptLedger extends AsyncDisposable {
  /** @throws LedgerError; the next question tries again */
  readonly get: () => Promise<Ledger>;
}

export function keepLedger(storage: { readonly ledger: LedgerConfig }): KeptLedger {
  let opening: Promise<Ledger> | null = null;
  return {
    get: async () => {
      opening ??= openLedgerOf(storage);
      try {
        return await opening;
      } catch (error) {
        opening = null;
        throw error;
      }
    },
    [Symbol.asyncDispose]: async () => {
      const opened = await opening?.catch(() => null);
      await opened?.[Symbol.asyncDispose]();
    },
  };
}

import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { LedgerError } from "../../ledger/database/ledger-error.ts";
import type { LedgerConfig } from "../../platform/config/sections/storage.ts";
import { bad, good, messageOf, type Check } from "./check.ts";

/** Whether the ledger can be read and written, by this version, with our keys. */
export async function checkLedger({
  ledger: { file, url, keys },
}: {
  readonly ledger: LedgerConfig;
}): Promise<Check> {
  const path = resolve(file);
  if (url === null && !existsSync(path)) {
    return good("ledger", `none yet: afterbeep setup makes it at ${path}`);
  }
  try {
    const { inspectLedger } = await import("../../ledger/inspect-ledger.ts");
    const { place, version, latest, misfits } = await inspectLedger({ file: path, url, keys });
    const [first] = misfits;
    if (first) {
      const more = misfits.length > 1 ? `, and ${misfits.length - 1} more` : "";
      return bad("ledger", `${first.why}${more}`, first.fix);
    }
    const next = version < latest ? `, brought to ${latest} when it is next used` : "";
    return good("ledger", `${place} can be read and written, version ${version}${next}`);
  } catch (error) {
    return error instanceof LedgerError
      ? bad("ledger", error.why, error.fix)
      : bad("ledger", messageOf(error), "npm ci puts the packages back");
  }
}

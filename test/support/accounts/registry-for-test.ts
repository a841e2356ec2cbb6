import { onTestFinished } from "vitest";
import { openRegistry, type AccountRegistry } from "../../../app/accounts/account-registry.ts";
import type { AccountSource } from "../../../app/accounts/account-source.ts";
import { createLog } from "../../../platform/telemetry/log.ts";

/** A log that nobody reads. */
export const silentLog = createLog({ logLevel: "silent", logFormat: "json" });

/** A registry over a source, of a process that keeps nothing; closed with the test. */
export function registryForTest(source: AccountSource): AccountRegistry {
  const registry = openRegistry({
    source,
    config: {
      receiver: { host: "127.0.0.1", port: 0, publicUrl: null },
      storage: {
        data: "/nonexistent",
        spool: "",
        ledger: { file: "/nonexistent", url: null, keys: [] },
        recordings: "",
        retentionMs: 1,
        hosts: [],
      },
    },
    log: silentLog,
  });
  onTestFinished(() => registry.close());
  return registry;
}

import type { InstallationStore } from "../domain/account/installation.ts";
import type { OAuthStateStore } from "../domain/account/oauth-state.ts";
import type { WebhookTokenStore } from "../domain/account/webhook-token.ts";
import type { EncryptionKey } from "../platform/encryption/seal.ts";
import { createSealer } from "../platform/encryption/sealer.ts";
import { LedgerError } from "./database/ledger-error.ts";
import { openDatabase, type DatabaseOptions } from "./database/open-database.ts";
import { createInstallations } from "./stores/installations.ts";
import { createLeases } from "./stores/leases.ts";
import { createOAuthStates } from "./stores/oauth-states.ts";
import { saltOf } from "./stores/salt.ts";
import { reseal } from "./stores/sealed-texts.ts";
import { createWebhookTokens } from "./stores/webhook-tokens.ts";

/** What must outlive every process, and what only Temporal or Aircall would know otherwise. */
export interface Ledger extends AsyncDisposable {
  /** Where it is, for people. */
  readonly place: string;
  /** Whether other machines may share it. */
  readonly isShared: boolean;
  readonly installations: InstallationStore;
  readonly webhookTokens: WebhookTokenStore;
  readonly oauthStates: OAuthStateStore;
  /** What digests of phone numbers are made with: made once, and never changed. */
  readonly salt: () => Promise<Buffer>;
}

export interface LedgerOptions extends Pick<DatabaseOptions, "file" | "url" | "patienceMs"> {
  /** The first one seals, all of them open. */
  readonly keys: readonly EncryptionKey[];
  /** A process that refreshes a token for longer has lost its turn, milliseconds. (Default: 30,000) */
  readonly refreshMs?: number;
}

/**
 * Opens the ledger, brings it to the latest version, and seals under the first key what is not. Load this file only
 * where a ledger is needed: it brings the query builder with it.
 *
 * @throws LedgerError, as does all that is asked later
 */
export async function openLedger({
  keys,
  refreshMs = 30_000,
  ...options
}: LedgerOptions): Promise<Ledger> {
  const database = await openDatabase(options);
  const sealer = createSealer(keys);
  try {
    await reseal(database, sealer);
  } catch (error) {
    // One that cannot be written now can be read: the next start seals.
    if (!(error instanceof LedgerError)) {
      await database.close();
      throw error;
    }
  }
  const leases = createLeases(database);
  return {
    place: database.place,
    isShared: database.kind === "postgres",
    installations: createInstallations({ database, sealer, leases, refreshMs }),
    webhookTokens: createWebhookTokens(database, sealer),
    oauthStates: createOAuthStates(database),
    salt: () => saltOf(database, sealer),
    [Symbol.asyncDispose]: database.close,
  };
}

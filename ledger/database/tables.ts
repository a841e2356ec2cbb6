/** The tables as `migrations` leave them. Moments are milliseconds since the epoch. */
export interface Tables {
  readonly ledger_version: { readonly version: number; readonly applied_at: number };
  readonly installation: InstallationRow;
  readonly webhook_token: {
    readonly id: string;
    readonly account: string;
    /** As a `Sealer` keeps it. */
    readonly token: string;
    readonly webhook_id: string | null;
    readonly made_at: number;
  };
  readonly oauth_state: {
    readonly digest: string;
    readonly data: string;
    readonly expires_at: number;
  };
  readonly salt: { readonly id: number; readonly salt: string; readonly made_at: number };
  /** What one process at a time does. */
  readonly lease: { readonly name: string; readonly holder: string; readonly held_until: number };
}

export interface InstallationRow {
  readonly account: string;
  readonly company_id: number | null;
  readonly company_name: string | null;
  /** As a `Sealer` keeps it; null when disconnected. */
  readonly access_token: string | null;
  readonly refresh_token: string | null;
  readonly expires_at: number | null;
  readonly state: "connected" | "disconnected";
  readonly reason: string | null;
  readonly version: number;
  readonly installed_at: number;
  readonly changed_at: number;
}

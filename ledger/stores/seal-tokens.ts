import type { InstallationTokens, OAuthTokens } from "../../domain/account/installation.ts";
import type { Sealer } from "../../platform/encryption/sealer.ts";
import { LedgerError } from "../database/ledger-error.ts";
import type { InstallationRow } from "../database/tables.ts";
import { placeOf } from "./sealed-texts.ts";

/** As columns. */
export function sealTokens(
  account: string,
  { accessToken, refreshToken, expiresAt }: OAuthTokens,
  sealer: Sealer,
): Pick<InstallationRow, "access_token" | "refresh_token" | "expires_at"> {
  return {
    access_token: sealer.seal(accessToken, placeOf.accessToken(account)),
    refresh_token:
      refreshToken === null ? null : sealer.seal(refreshToken, placeOf.refreshToken(account)),
    expires_at: expiresAt,
  };
}

/** @throws LedgerError `key` */
export function openTokens(row: InstallationRow, sealer: Sealer): InstallationTokens | null {
  const { account, access_token: access, refresh_token: refresh } = row;
  if (access === null) return null;
  const open = (kept: string, place: string, what: string): string => {
    const text = sealer.open(kept, place);
    if (text !== null) return text;
    throw new LedgerError("key", sealer.misfitOf(kept, `the ${what} of account ${account}`));
  };
  return {
    accessToken: open(access, placeOf.accessToken(account), "access token"),
    refreshToken:
      refresh === null ? null : open(refresh, placeOf.refreshToken(account), "refresh token"),
    expiresAt: row.expires_at,
    version: row.version,
  };
}

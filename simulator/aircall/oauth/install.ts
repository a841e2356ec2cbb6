import { randomBytes } from "node:crypto";
import type { State } from "../state.ts";
import { userPayload } from "../users/user.ts";
import { emitAny } from "../webhooks/delivery.ts";
import type { Installation } from "./installation.ts";

/** A customer consents; who has consented before changes the lines alone. */
export function install(
  state: State,
  clientId: string,
  numberIds: readonly number[],
): Installation {
  const before = state.installations.get(clientId);
  if (before) {
    before.numberIds = numberIds;
    if (!state.settings.oldTokensWork) revoke(state, before);
    return before;
  }
  const installation = { clientId, numberIds, active: false, removed: false };
  state.installations.set(clientId, installation);
  return installation;
}

function revoke(state: State, installation: Installation): void {
  for (const grant of state.grants.values()) {
    if (grant.installation === installation) grant.revoked = true;
  }
  for (const [token, whose] of state.refreshTokens) {
    if (whose === installation) state.refreshTokens.delete(token);
  }
}

/** What the exchange of a code answers. */
interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: "Bearer";
  /** Seconds since the epoch. */
  readonly created_at: number;
  readonly refresh_token?: string;
  /** Seconds. */
  readonly expires_in?: number;
}

/**
 * A new access token. As Aircall does it lasts for good; where refresh tokens are switched on it
 * has a life, and one to renew it comes along.
 *
 * @param refreshToken to be handed out again, where it was used and may be used once more
 */
export function issueToken(
  state: State,
  installation: Installation,
  refreshToken = newToken(),
): TokenAnswer {
  const { refreshTokens, accessTokenLifeMs } = state.settings;
  const now = state.now();
  const access_token = newToken();
  const expiresAt = refreshTokens ? now + accessTokenLifeMs : null;
  state.grants.set(access_token, { installation, expiresAt, revoked: false });
  const answer = {
    access_token,
    token_type: "Bearer",
    created_at: Math.floor(now / 1_000),
  } as const;
  if (!refreshTokens) return answer;
  state.refreshTokens.set(refreshToken, installation);
  return {
    ...answer,
    refresh_token: refreshToken,
    expires_in: Math.floor(accessTokenLifeMs / 1_000),
  };
}

/** 40 digits, as in Aircall's own fixture. */
function newToken(): string {
  return randomBytes(20).toString("hex");
}

/** The customer removes the application: its webhooks are told, then its tokens are refused for good. */
export function removeInstallation(state: State, installation: Installation): void {
  const data = (): object => integrationPayload(state, installation);
  const event = "integration.deleted";
  emitAny(state, { resource: "integration", event, callId: null, installation, data });
  installation.removed = true;
  state.installations.delete(installation.clientId);
  revoke(state, installation);
}

/**
 * `GET /v1/integrations/me`: what the credential acts for, of all lines where it is none that was
 * installed.
 */
export function integrationPayload(state: State, installation: Installation | null): object {
  const numberIds = installation?.numberIds ?? state.numbers.map(({ id }) => id);
  const [user] = state.users.values();
  return {
    name: installation?.clientId ?? "Afterbeep",
    custom_name: null,
    logo: "https://media-web.aircall.io/logo.png",
    company_id: state.companyId,
    status: installation ? "installed" : "open",
    active: installation?.active ?? true,
    numbers_count: numberIds.length,
    number_ids: numberIds,
    user: user ? userPayload(state, user) : null,
  };
}

import { z } from "zod";
import { like, likePrivate, secret, type ValuesOf } from "../values.ts";

export const oauthVariables = {
  AIRCALL_OAUTH_CLIENT_ID: secret
    .optional()
    .meta(like("the client id that Aircall has given for this application", "partner-1a2b3c")),
  AIRCALL_OAUTH_CLIENT_SECRET: secret
    .optional()
    .meta(likePrivate("the client secret that belongs to AIRCALL_OAUTH_CLIENT_ID", "9e8d7c6b")),
  AIRCALL_OAUTH_AUTHORIZE_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://dashboard.aircall.io/oauth/authorize")
    .meta(
      like(
        "where a company is asked for its consent",
        "https://dashboard.aircall.io/oauth/authorize",
      ),
    ),
} as const;

/** What Aircall knows this application by. */
export interface OAuthConfig {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly authorizeUrl: string;
}

/** Null where companies cannot install. */
export function oauthConfig(values: ValuesOf<typeof oauthVariables>): OAuthConfig | null {
  const {
    AIRCALL_OAUTH_CLIENT_ID: clientId,
    AIRCALL_OAUTH_CLIENT_SECRET: clientSecret,
    AIRCALL_OAUTH_AUTHORIZE_URL: authorizeUrl,
  } = values;
  return clientId && clientSecret ? { clientId, clientSecret, authorizeUrl } : null;
}

import { request } from "undici";
import { z } from "zod";
import type { OAuthTokens } from "../../domain/account/installation.ts";
import { parseJson } from "../../domain/parse-json.ts";
import { AircallNoAnswerError, AircallResponseError } from "../http/errors.ts";

/** Trades codes and refresh tokens for tokens. */
export interface TokenClient {
  /**
   * @param code of a consent: Aircall takes it once, within ten minutes
   * @throws TokenRefusedError, AircallNoAnswerError, AircallResponseError
   */
  readonly exchange: (code: string, signal?: AbortSignal) => Promise<OAuthTokens>;
  /**
   * The refresh token stays the same where Aircall gives no other.
   *
   * @param withinMs all the time that there is, milliseconds
   * @throws as `exchange`
   */
  readonly refresh: (refreshToken: string, withinMs: number) => Promise<OAuthTokens>;
}

export interface TokenClientOptions {
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where the consent was sent to. */
  readonly redirectUri: string;
  /** (Default: 10 s) */
  readonly timeoutMs?: number;
}

/** Aircall gives no token for what it was shown. */
export class TokenRefusedError extends Error {
  override readonly name = "TokenRefusedError";
  readonly status: number;
  /** Aircall's own word: `invalid_grant`, `invalid_client`, ... */
  readonly word: string | null;

  constructor(status: number, word: string | null) {
    super(`POST ${tokenPath} was answered with ${status}${word === null ? "" : `: ${word}`}`);
    this.status = status;
    this.word = word;
  }
}

const tokenPath = "/v1/oauth/token";

const answer = z.looseObject({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).nullish(),
  /** Seconds. Aircall's tokens are for good; one that says so once is taken at its word. */
  expires_in: z.number().positive().nullish(),
});

const refusal = z.looseObject({ error: z.string().regex(/^[a-z_]{1,60}$/) });

/** Nothing of a code, a token or the secret is ever in an error. */
export function createTokenClient(options: TokenClientOptions): TokenClient {
  const { baseUrl, clientId, clientSecret, redirectUri, timeoutMs = 10_000 } = options;
  const trade = async (grant: object, signal?: AbortSignal): Promise<OAuthTokens> => {
    const deadline = AbortSignal.timeout(timeoutMs);
    const askedAt = Date.now();
    let status: number;
    let text: string;
    try {
      const { statusCode, body } = await request(new URL(tokenPath, baseUrl), {
        method: "POST",
        headers: { accept: "application/json", "content-type": "application/json" },
        body: JSON.stringify({ ...grant, client_id: clientId, client_secret: clientSecret }),
        signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
      });
      status = statusCode;
      text = await body.text();
    } catch (error) {
      throw new AircallNoAnswerError(`POST ${tokenPath}`, error);
    }
    const json = parseJson(text);
    if (status < 200 || status > 299) {
      throw new TokenRefusedError(status, refusal.safeParse(json).data?.error ?? null);
    }
    const parsed = answer.safeParse(json);
    if (!parsed.success) {
      const paths = parsed.error.issues.map(({ path }) => path.join("."));
      throw new AircallResponseError(`POST ${tokenPath}`, paths);
    }
    const { access_token, refresh_token, expires_in } = parsed.data;
    return {
      accessToken: access_token,
      refreshToken: refresh_token ?? null,
      expiresAt: expires_in ? askedAt + expires_in * 1_000 : null,
    };
  };
  return {
    exchange: (code, signal) =>
      trade({ grant_type: "authorization_code", code, redirect_uri: redirectUri }, signal),
    refresh: async (refreshToken, withinMs) => {
      const fresh = await trade(
        { grant_type: "refresh_token", refresh_token: refreshToken },
        AbortSignal.timeout(withinMs),
      );
      return { ...fresh, refreshToken: fresh.refreshToken ?? refreshToken };
    },
  };
}

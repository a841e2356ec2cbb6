import { request } from "undici";
import type { Credential } from "../../domain/account/credential.ts";
import { authorizationOf } from "../http/transport.ts";

/** An answer as it came. Its texts may be a caller's: only its shape is ever printed. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface AskOptions {
  readonly body?: unknown;
  /** Another `Authorization` header than the account's; null for none. */
  readonly authorization?: string | null;
  /** Do not wait for a permit, and take a 429 as an answer. For the one experiment that uses up the limit. */
  readonly unpaced?: boolean;
}

/** Sends one request to Aircall. @throws LimitUsedUp at a 429, and an error for people at a 5xx or no answer */
export type Ask = (
  method: "GET" | "POST" | "DELETE",
  path: string,
  options?: AskOptions,
) => Promise<Seen>;

/** Somebody else has used up the account's limit. */
export class LimitUsedUp extends Error {
  override readonly name = "LimitUsedUp";

  constructor(seen: Seen) {
    super("the account's limit was used up by others; run the probe again in a minute or two");
    this.seen = seen;
  }

  readonly seen: Seen;
}

const timeoutMs = 15_000;

/** Asks Aircall with the account's credential, one permit a request. */
export function createAsk(options: {
  readonly baseUrl: string;
  readonly credential: Credential;
  /** Resolves when one request may leave. */
  readonly permit: () => Promise<void>;
}): Ask {
  const own = authorizationOf(options.credential);
  return async (method, path, { body, authorization = own, unpaced = false } = {}) => {
    if (!unpaced) await options.permit();
    const what = `${method} ${path.split("?")[0]}`;
    const answer = await request(new URL(path, options.baseUrl), {
      method,
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        ...(authorization === null ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((cause: unknown) => {
      throw new Error(`${what} got no answer; is AIRCALL_BASE_URL right?`, { cause });
    });
    const { statusCode: status, headers } = answer;
    const seen = { status, headers, text: await answer.body.text() };
    if (status === 429 && !unpaced) throw new LimitUsedUp(seen);
    if (status >= 500) {
      throw new Error(`${what} was answered with ${status}: Aircall is not well, try again later`);
    }
    return seen;
  };
}

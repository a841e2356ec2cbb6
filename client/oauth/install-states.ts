import { createHmac, hkdfSync, randomBytes } from "node:crypto";
import { z } from "zod";
import type { OAuthStateStore } from "../../domain/account/oauth-state.ts";
import { parseJson } from "../../domain/parse-json.ts";
import type { EncryptionKey } from "../../platform/encryption/seal.ts";
import { isSameSecret } from "../../platform/process/same-secret.ts";

/** An installation that somebody has begun. */
export interface BegunInstallation {
  /** The name that it is to have; null: one that is made of the company's. */
  readonly account: string | null;
}

/** What came back, or why it is of no use. */
export type TakenState =
  | ({ readonly kind: "good" } & BegunInstallation)
  /** `forged`: not signed by us. `other-browser`: begun in another one. `used`: also one that nobody knows any more. */
  | { readonly kind: "forged" | "other-browser" | "expired" | "used" };

/** The `state` of OAuth: signed, for one browser, good once and for ten minutes. */
export interface InstallStates {
  /** @param browser what its cookie holds */
  readonly begin: (browser: string, begun: BegunInstallation) => Promise<string>;
  /** Only one that is taken from the right browser is used up. */
  readonly take: (state: string, browser: string | undefined) => Promise<TakenState>;
}

export const stateLifeMs = 10 * 60_000;

const dataSchema = z.object({ account: z.string().nullable() });

/** @param keys the first one signs, all of them are good: a key may be exchanged while somebody consents */
export function createInstallStates(
  keys: readonly EncryptionKey[],
  store: OAuthStateStore,
  now: () => number = Date.now,
): InstallStates {
  const secrets = keys.map(signingKey);
  const [first] = secrets;
  return {
    begin: async (browser, { account }) => {
      if (!first) throw new Error("a state cannot be signed without AFTERBEEP_ENCRYPTION_KEY");
      const expiresAt = now() + stateLifeMs;
      const head = `${randomBytes(24).toString("base64url")}.${expiresAt.toString(36)}`;
      const state = `${head}.${signature(first, head, browser)}`;
      await store.put(state, JSON.stringify({ account }), expiresAt);
      return state;
    },
    take: async (state, browser) => {
      const [nonce = "", expires = "", given = "", ...more] = state.split(".");
      const head = `${nonce}.${expires}`;
      const [, withoutBrowser = "", withBrowser = ""] =
        /^([\w-]{43})([\w-]{43})$/.exec(given) ?? [];
      const isOurs = secrets.some((key) => isSameSecret(withoutBrowser, mac(key, head)));
      if (!isOurs || more.length > 0) return { kind: "forged" };
      const isBound =
        browser !== undefined &&
        secrets.some((key) => isSameSecret(withBrowser, mac(key, `${head}\n${browser}`)));
      if (!isBound) return { kind: "other-browser" };
      if (Number.parseInt(expires, 36) <= now()) return { kind: "expired" };
      const data = await store.take(state);
      const begun = data === null ? null : dataSchema.safeParse(parseJson(data)).data;
      return begun ? { kind: "good", ...begun } : { kind: "used" };
    },
  };
}

/** What the browser's cookie holds. */
export function newBrowser(): string {
  return randomBytes(24).toString("base64url");
}

/** Two of them: one tells that it is ours, the other in whose browser it was begun. */
function signature(key: Buffer, head: string, browser: string): string {
  return mac(key, head) + mac(key, `${head}\n${browser}`);
}

/** 43 characters. */
function mac(key: Buffer, text: string): string {
  return createHmac("sha256", key).update(text).digest("base64url");
}

/** Of its own: what encrypts does not sign. */
function signingKey({ key }: EncryptionKey): Buffer {
  return Buffer.from(hkdfSync("sha256", key, "", "afterbeep oauth state", 32));
}

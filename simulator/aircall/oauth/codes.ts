import { randomBytes } from "node:crypto";
import type { State } from "../state.ts";

/** What a customer consented to, until it is exchanged for a token. */
export interface Code {
  readonly company: State;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly numberIds: readonly number[];
  /** Milliseconds of the company's clock. */
  readonly madeAt: number;
  isUsed: boolean;
}

/** Codes by their text. */
export type Codes = Map<string, Code>;

/** A code lives ten minutes. */
const codeLifeMs = 600_000;

/** A code for what was just consented to. */
export function makeCode(codes: Codes, consent: Omit<Code, "madeAt" | "isUsed">): string {
  const text = randomBytes(16).toString("hex");
  codes.set(text, { ...consent, madeAt: consent.company.now(), isUsed: false });
  return text;
}

/**
 * Uses a code up, whatever comes of it; null when it is unknown, old, used, another client's, or
 * was made for another address.
 */
export function takeCode(
  codes: Codes,
  given: { readonly code: string; readonly client_id: string; readonly redirect_uri: string },
): Code | null {
  const code = codes.get(given.code);
  if (!code) return null;
  const { codesReusable, redirectUriChecked } = code.company.settings;
  const isGood =
    (!code.isUsed || codesReusable) &&
    code.clientId === given.client_id &&
    (code.redirectUri === given.redirect_uri || !redirectUriChecked) &&
    code.company.now() - code.madeAt < codeLifeMs;
  code.isUsed = true;
  return isGood ? code : null;
}

/** What a company has given a partner's application at the consent page. */
export interface Installation {
  readonly clientId: string;
  /** The lines that were picked: events of others do not reach its webhooks. */
  numberIds: readonly number[];
  /** Between `enable` and `disable`. */
  active: boolean;
  /** By the customer: nothing is left of it. */
  removed: boolean;
}

/** What an access token stands for. `expiresAt`: milliseconds of the company's clock; null: never. */
export interface Grant {
  /** Null for the token that a company has from the start. */
  readonly installation: Installation | null;
  readonly expiresAt: number | null;
  revoked: boolean;
}

/** Tokens by their text, installations by the client's id. */
export interface Installations {
  readonly grants: Map<string, Grant>;
  readonly refreshTokens: Map<string, Installation>;
  readonly installations: Map<string, Installation>;
}

/** Whether a token is dead for good. */
export function isDead({ revoked, installation }: Grant): boolean {
  return revoked || installation?.removed === true;
}

/** A company that has installed us by OAuth. Without its tokens: those are asked for where a request is sent. */
export interface Installation {
  /** Our name for the account. */
  readonly account: string;
  /** Aircall's id of the company; null where Aircall has not told it. */
  readonly companyId: number | null;
  readonly companyName: string | null;
  readonly state: "connected" | "disconnected";
  /** Why it is in that state, in words for people. */
  readonly reason: string | null;
  /** Milliseconds since the epoch, as all moments here. */
  readonly installedAt: number;
  readonly changedAt: number;
}

/** What Aircall has given. */
export interface OAuthTokens {
  readonly accessToken: string;
  /** Null where the access token is for good. */
  readonly refreshToken: string | null;
  readonly expiresAt: number | null;
}

/** The tokens of an installation as they are kept. */
export interface InstallationTokens extends OAuthTokens {
  /** Changes with every new token: whoever was refused with an older one need only read again. */
  readonly version: number;
}

export interface NewInstallation {
  /** The name that a new company gets; one that is known keeps its own. */
  readonly account: string;
  readonly company: { readonly id: number; readonly name: string | null } | null;
  readonly tokens: OAuthTokens;
}

export interface Rotation {
  readonly account: string;
  /** The version of the tokens that did not serve any more. */
  readonly seen: number;
  /** Trades a refresh token for new tokens at Aircall, within so many milliseconds. */
  readonly refresh: (refreshToken: string, withinMs: number) => Promise<OAuthTokens>;
}

/**
 * Accounts that were installed by OAuth. Each method may be repeated: the second time changes nothing more.
 *
 * All throw LedgerError when the ledger does not answer.
 */
export interface InstallationStore {
  readonly list: () => Promise<readonly Installation[]>;
  readonly find: (account: string) => Promise<Installation | null>;
  readonly findCompany: (companyId: number) => Promise<Installation | null>;
  /**
   * Null when the account is not connected.
   *
   * @throws LedgerError `key` when `AFTERBEEP_ENCRYPTION_KEY` does not open them
   */
  readonly tokens: (account: string) => Promise<InstallationTokens | null>;
  /**
   * Keeps the tokens of a new company, or replaces those of one that is known, also after it was disconnected.
   *
   * @throws AccountTakenError when another company has the name; LedgerError `key` without a key
   */
  readonly connect: (installation: NewInstallation) => Promise<Installation>;
  /**
   * New tokens for those that were seen: another process's where one was faster, else refreshed, by one process at a
   * time.
   *
   * @returns null when the account is not connected any more
   * @throws RefreshError when there is no refresh token, or another process has not ended; what `refresh` throws
   */
  readonly rotate: (rotation: Rotation) => Promise<InstallationTokens | null>;
  /** Forgets the tokens and keeps the rest. False when there is no such account. */
  readonly disconnect: (account: string, reason: string) => Promise<boolean>;
}

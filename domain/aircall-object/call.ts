/** Which call of which account. The account is our own name for it, from `AIRCALL_ACCOUNT`. */
export interface CallRef {
  readonly account: string;
  /** Aircall's id, an int64 that stays below 2^53. */
  readonly callId: number;
}

/** A tag of the Aircall company. */
export interface Tag {
  readonly id: number;
  readonly name: string;
}

/** The line that was called. */
export interface Line {
  readonly id: number;
  readonly name: string | null;
  /** ISO 3166-1 alpha-2, as Aircall has it. */
  readonly country: string | null;
  readonly timeZone: string | null;
}

/** What a workflow needs to know of a call, as read at one moment. */
export interface Call extends CallRef {
  /** When this was read: milliseconds since the epoch. */
  readonly readAt: number;
  /** A temporary link to the audio, valid for minutes; null while Aircall has none. */
  readonly recordingUrl: string | null;
  /** The page on which a logged-in agent can listen. It does not expire. */
  readonly listenUrl: string;
  /** Our markers among the call's comments, each the whole last line of one. */
  readonly markers: readonly string[];
  /** All comments on the call, anyone's. Aircall takes five. */
  readonly commentCount: number;
  readonly tags: readonly Tag[];
  /** The caller's number as Aircall writes it; null when withheld. */
  readonly calledFrom: string | null;
  readonly contactName: string | null;
  readonly line: Line | null;
  /**
   * False for a line that this account's workers are not to serve. Histories of version 0.1 lack it
   * and what follows.
   */
  readonly served?: boolean;
  /** When the call began, milliseconds since the epoch. */
  readonly startedAt?: number | null;
  /** The numbers on the contact's card. */
  readonly contactNumbers?: readonly string[];
  /** The worker that read the call knows that the account has no Aircall AI: nothing to wait for. */
  readonly aiRefused?: boolean;
  /** Ids of our tags as far as the worker that read the call knows them: spares a request. */
  readonly knownTags: readonly Tag[];
  /** Whether the worker that read the call is set to write nothing. */
  readonly dryRun: boolean;
}

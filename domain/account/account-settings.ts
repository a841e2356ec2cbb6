/** When a team is there. */
export interface BusinessHours {
  /** By weekday, Sunday first. */
  readonly open: readonly boolean[];
  /** Minutes since midnight, by the line's own clock. */
  readonly opens: number;
  readonly closes: number;
}

/** What the operator has said of one line. */
export interface LineSettings {
  /** Null: those of the account. */
  readonly hours: BusinessHours | null;
  /** As IANA names it; null: what Aircall says. */
  readonly timeZone: string | null;
  /** Days on which nobody is there, by the line's clock: `2026-12-25`. */
  readonly holidays: ReadonlySet<string>;
}

/** What the operator has said of an account: data, never bound to a process. */
export interface AccountSettings {
  /** BCP 47 by line id, the likeliest first. */
  readonly lineLanguages: ReadonlyMap<number, readonly string[]>;
  /** By line id. */
  readonly lineSettings: ReadonlyMap<number, LineSettings>;
  /** Words that an engine should know. */
  readonly keywords: readonly string[];
  /** Important callers, E.164. */
  readonly vipNumbers: readonly string[];
  /** Of lines that have none of their own; null where nobody has said. */
  readonly hours: BusinessHours | null;
  /** The company's names of our tags, by ours. */
  readonly tagNames: ReadonlyMap<string, string>;
}

/**
 * The settings of an account. One that this process does not know has none: nothing is assumed of
 * it, least of all what was said of another.
 *
 * @param account absent in what version 0.1 recorded, when a process had one account
 */
export type SettingsOf = (account: string | undefined) => AccountSettings;

/** Of an account of which nobody has said anything. */
export const noSettings: AccountSettings = {
  lineLanguages: new Map(),
  lineSettings: new Map(),
  keywords: [],
  vipNumbers: [],
  hours: null,
  tagNames: new Map(),
};

/** Settings by account. With one account alone, what names none is that one's. */
export function settingsByAccount(accounts: ReadonlyMap<string, AccountSettings>): SettingsOf {
  const [only, ...others] = accounts.values();
  const ofUnnamed = only && others.length === 0 ? only : noSettings;
  return (account) => (account === undefined ? ofUnnamed : (accounts.get(account) ?? noSettings));
}

/** Where a token is sealed for, so that it opens for no other account. */
export function placeOfWebhookToken(account: string): string {
  return `webhook_token/${account}`;
}

/** A webhook's token that `setup` or an installation has registered. */
export interface KeptWebhookToken {
  readonly account: string;
  /** Null when none of our keys opens it. */
  readonly token: string | null;
  /** As it is kept, sealed where a key is set: what may lie elsewhere, too. */
  readonly kept: string;
  /** Aircall's id of the webhook; null of one that was kept before ids were. */
  readonly webhookId: string | null;
  /** Milliseconds since the epoch. */
  readonly madeAt: number;
}

/** All throw LedgerError when the ledger does not answer. */
export interface WebhookTokenStore {
  /** Of all accounts, or of one; the oldest first. */
  readonly list: (account?: string) => Promise<readonly KeptWebhookToken[]>;
  /** Adds a token; those before stay good, for deliveries that are under way. One that is known is not added again. */
  readonly keep: (account: string, token: string, webhookId: string | null) => Promise<void>;
  /** Forgets the account's tokens, all but one if that is given. Returns how many. */
  readonly forget: (account: string, except?: string) => Promise<number>;
}

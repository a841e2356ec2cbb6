import type { AircallClient } from "../aircall/client.ts";
import type { AircallWebhook } from "../aircall/objects/webhooks.ts";
import type { Tag } from "../domain/aircall-object/call.ts";
import type { AiPackage } from "./ai-package.ts";

/** An Aircall account as the activities of this process use it. */
export interface Account {
  readonly client: AircallClient;
  /** Our tags as last seen, by name: spares a request a voicemail. */
  readonly tags: Map<string, Tag>;
  readonly aiPackage: AiPackage;
  /** Write nothing. */
  readonly dryRun: boolean;
  /** Whether voicemails of a line are ours to handle. */
  readonly serves: (line: { readonly id: number } | null | undefined) => boolean;
  /** Whether a webhook at Aircall brings its events to us: by its address or its token. */
  readonly isOurWebhook: (webhook: AircallWebhook) => boolean;
  /** Called when Aircall does not know a call that was announced. */
  readonly onUnknownCall: () => void;
}

export type Accounts = ReadonlyMap<string, Account>;

/** @throws UnknownAccountError: this worker serves other accounts */
export function accountNamed(accounts: Accounts, name: string): Account {
  const account = accounts.get(name);
  if (!account) throw new UnknownAccountError(name);
  return account;
}

/**
 * A worker of another account took the step, and sent nothing. Another attempt may meet a worker that serves this one.
 */
export class UnknownAccountError extends Error {
  override readonly name = "UnknownAccountError";

  constructor(account: string) {
    super(
      `a worker of another account took this step of account ${account}; nothing was sent. Give each account a Temporal namespace of its own: docs/run/operations.md, Several accounts`,
    );
  }
}

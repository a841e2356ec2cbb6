import { activityInfo } from "@temporalio/activity";
import type { AircallClient } from "../aircall/client.ts";
import type { AircallWebhook } from "../aircall/objects/webhooks.ts";
import type { Tag } from "../domain/aircall-object/call.ts";
import type { AccountSettings, SettingsOf } from "../domain/account/account-settings.ts";
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

/** The accounts that this process serves now: asked anew for each step, since they come and go. */
export interface Accounts {
  readonly get: (name: string) => Account | undefined;
}

/**
 * @param tries of the step, this one included
 * @throws UnknownAccountError: this worker serves other accounts
 */
export function accountNamed(accounts: Accounts, name: string, tries: number): Account {
  const account = accounts.get(name);
  if (!account) throw new UnknownAccountError(name, tries);
  return account;
}

/**
 * Settings for steps: one of an account that this worker does not serve is another worker's.
 *
 * @param find null for such an account
 */
export function settingsForSteps(
  find: (account: string | undefined) => AccountSettings | null,
): SettingsOf {
  return (account) => {
    const settings = find(account);
    if (!settings) throw new UnknownAccountError(account ?? "", activityInfo().attempt);
    return settings;
  };
}

/**
 * A worker that does not serve the account took the step, and sent nothing. Another attempt may meet one that does.
 */
export class UnknownAccountError extends Error {
  override readonly name = "UnknownAccountError";
  /** So many workers in a row, about, have not served the account. */
  readonly tries: number;

  constructor(account: string, tries = 1) {
    super(
      `a worker without this account took a step of account ${account}; nothing was sent. See docs/run/operations.md, Several accounts`,
    );
    this.tries = tries;
  }
}

/** The account was told to write nothing after its voicemail had begun: nothing was sent, and it waits. */
export class DryRunError extends Error {
  override readonly name = "DryRunError";

  constructor() {
    super("DRY_RUN is set: nothing is written to Aircall");
  }
}

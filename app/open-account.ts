import type { Account } from "../activities/accounts.ts";
import { createAiPackage } from "../activities/ai-package.ts";
import { createAircallClient } from "../aircall/client.ts";
import { createPacer, type Pacer } from "../aircall/http/pacer.ts";
import { webhookUrl } from "../client/webhook/webhook-url.ts";
import { usualRequestsPerMinute } from "../domain/aircall-limits.ts";
import type { Credential } from "../domain/account/credential.ts";
import type { TransportOptions } from "../aircall/http/transport.ts";
import type { Config } from "../platform/config/load-config.ts";
import type { Logger } from "../platform/telemetry/log.ts";
import { webhookTokens } from "./webhook-tokens.ts";

/** The configured account, and what this process has seen of its credential. */
export interface OpenAccount extends Account {
  readonly name: string;
  /** All its requests of this process share one pace. */
  readonly pacer: Pacer;
  /** Null before the first answer of Aircall. */
  readonly credentialGood: () => boolean | null;
  /** Calls back whenever that has changed. */
  readonly onCredential: (callback: () => void) => void;
  /** Calls back whenever Aircall takes a credential that it had refused. */
  readonly onRecovery: (callback: () => void) => void;
  /** Calls back whenever Aircall does not know a call that was announced. */
  readonly onUnknown: (callback: () => void) => void;
}

export interface OpenAccountOptions extends Pick<TransportOptions, "onAnswer" | "onSent"> {
  readonly config: Pick<Config, "account" | "receiver" | "storage">;
  readonly credential: Credential;
  readonly log: Logger;
}

/** Opens the account's client. */
export function openAccount(options: OpenAccountOptions): OpenAccount {
  const { config, credential, log, ...listeners } = options;
  const { name: account, baseUrl, requestsPerMinute, settings, dryRun } = config.account;
  const { publicUrl } = config.receiver;
  let good: boolean | null = null;
  const aiPackage = createAiPackage();
  // What a dead credential was refused may be there for a good one.
  const recovered: (() => void)[] = [() => aiPackage.note(true)];
  const unknown: (() => void)[] = [];
  const changed: (() => void)[] = [];
  const pacer = createPacer(requestsPerMinute ?? usualRequestsPerMinute);
  const lines = new Set(config.account.lines);
  const client = createAircallClient({
    baseUrl,
    credential,
    pacer,
    tagNames: settings.tagNames,
    ...listeners,
    onCredential: (accepted) => {
      const before = good;
      good = accepted;
      if (!accepted) {
        log.error(
          { account },
          "Aircall refuses the credential; voicemails wait until AIRCALL_API_ID and AIRCALL_API_TOKEN are good again",
        );
      } else if (before === false) {
        log.info({ account }, "Aircall accepts the credential again");
        for (const callback of recovered) callback();
      }
      if (accepted !== before) for (const callback of changed) callback();
    },
  });
  const ownUrl = publicUrl === null ? null : webhookUrl(publicUrl, account);
  return {
    name: account,
    client,
    pacer,
    tags: new Map(),
    aiPackage,
    dryRun,
    serves: (line) => lines.size === 0 || (line ? lines.has(line.id) : false),
    isOurWebhook: ({ url, token }) =>
      (ownUrl !== null && url === ownUrl) || webhookTokens(config).includes(token ?? ""),
    credentialGood: () => good,
    onCredential: (callback) => void changed.push(callback),
    onRecovery: (callback) => void recovered.push(callback),
    onUnknownCall: () => {
      for (const callback of unknown) callback();
    },
    onUnknown: (callback) => void unknown.push(callback),
  };
}

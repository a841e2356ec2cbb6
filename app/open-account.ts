import { isDeepStrictEqual } from "node:util";
import type { Account } from "../activities/accounts.ts";
import { createAiPackage } from "../activities/ai-package.ts";
import { createAircallClient, type AircallClient } from "../aircall/client.ts";
import { createPacer, type Pacer } from "../aircall/http/pacer.ts";
import { webhookUrl } from "../client/webhook/webhook-url.ts";
import { usualRequestsPerMinute } from "../domain/aircall-limits.ts";
import type { AccountSettings } from "../domain/account/account-settings.ts";
import type { Credential, Disconnected } from "../domain/account/credential.ts";
import type { TransportOptions } from "../aircall/http/transport.ts";
import type { Config } from "../platform/config/load-config.ts";
import type { Logger } from "../platform/telemetry/log.ts";
import { createListeners, type ConfiguredAccount } from "./accounts/account-source.ts";
import { wayToGoodCredential } from "./accounts/good-credential.ts";
import { webhookTokens } from "./webhook-tokens.ts";

/** An account with all that a client of it needs. */
export interface UsableAccount extends ConfiguredAccount {
  readonly credential: Credential | Disconnected;
}

/** A configured account, and what this process has seen of its credential. */
export interface OpenAccount extends Account {
  readonly name: string;
  readonly settings: AccountSettings;
  /** All its requests of this process share one pace. */
  readonly pacer: Pacer;
  /** Null before the first answer of Aircall. */
  readonly credentialGood: () => boolean | null;
  /** Calls back whenever that has changed. */
  readonly onCredential: (callback: () => void) => void;
  /** Calls back whenever Aircall takes a credential that it had refused, or there is another one. */
  readonly onRecovery: (callback: () => void) => void;
  /** Calls back whenever Aircall does not know a call that was announced. */
  readonly onUnknown: (callback: () => void) => void;
  /** What was configured anew acts on the next step; a request that is under way ends as it began. */
  readonly change: (configured: UsableAccount) => void;
  /** Resolves when the requests under way are answered. */
  readonly close: () => Promise<void>;
}

export interface OpenAccountOptions extends Pick<TransportOptions, "onAnswer" | "onSent"> {
  readonly account: UsableAccount;
  readonly config: Pick<Config, "receiver" | "storage">;
  readonly log: Logger;
}

/** Opens the account's client. */
export function openAccount(options: OpenAccountOptions): OpenAccount {
  const { config, log, onAnswer, onSent } = options;
  const { name } = options.account;
  const { publicUrl } = config.receiver;
  let configured = options.account;
  let lines = new Set(configured.lines);
  let good: boolean | null = null;
  const aiPackage = createAiPackage();
  const recovered = createListeners();
  const unknown = createListeners();
  const changed = createListeners();
  // What a dead credential was refused may be there for a good one.
  recovered.add(() => aiPackage.note(true));
  const pacer = createPacer(limitOf(configured));
  const tags: OpenAccount["tags"] = new Map();
  const closing = new Set<Promise<void>>();

  const see = (accepted: boolean | null): void => {
    const before = good;
    good = accepted;
    if (accepted === false) {
      log.error({ account: name }, refusalOf(configured));
    } else if (accepted && before === false) {
      log.info({ account: name }, "Aircall accepts the credential again");
      recovered.call();
    }
    if (accepted !== before) changed.call();
  };
  const open = (): AircallClient => {
    const { baseUrl, credential } = configured;
    const opened: AircallClient = createAircallClient({
      baseUrl,
      credential,
      pacer,
      tagNames: () => configured.settings.tagNames,
      ...(onAnswer ? { onAnswer } : {}),
      ...(onSent ? { onSent } : {}),
      onCredential: (accepted) => {
        // A late answer to the credential of before says nothing of this one.
        if (opened === client) see(accepted);
      },
    });
    return opened;
  };
  let client = open();
  const tellDisconnected = (): void => {
    if ("disconnected" in configured.credential) see(false);
  };
  tellDisconnected();
  const close = (one: AircallClient): Promise<void> => {
    const closed = one.close().finally(() => closing.delete(closed));
    closing.add(closed);
    return closed;
  };
  const ownUrl = publicUrl === null ? null : webhookUrl(publicUrl, name);
  return {
    name,
    pacer,
    tags,
    aiPackage,
    get client() {
      return client;
    },
    get settings() {
      return configured.settings;
    },
    get dryRun() {
      return configured.dryRun;
    },
    serves: (line) => lines.size === 0 || (line ? lines.has(line.id) : false),
    isOurWebhook: ({ url, token }) =>
      (ownUrl !== null && url === ownUrl) ||
      webhookTokens({ account: configured, storage: config.storage }).includes(token ?? ""),
    credentialGood: () => good,
    onCredential: changed.add,
    onRecovery: recovered.add,
    onUnknownCall: unknown.call,
    onUnknown: unknown.add,
    change: (next) => {
      const before = configured;
      configured = next;
      lines = new Set(next.lines);
      if (limitOf(next) !== limitOf(before)) pacer.limit(limitOf(next));
      const isSameAccess =
        next.baseUrl === before.baseUrl && isDeepStrictEqual(next.credential, before.credential);
      if (!isSameAccess || !isDeepStrictEqual(next.settings.tagNames, before.settings.tagNames)) {
        tags.clear();
      }
      if (isSameAccess) return;
      const former = client;
      client = open();
      void close(former);
      see(null);
      if ("disconnected" in next.credential) tellDisconnected();
      else recovered.call();
    },
    close: async () => {
      void close(client);
      await Promise.all(closing);
    },
  };
}

function limitOf({ requestsPerMinute }: ConfiguredAccount): number {
  return requestsPerMinute ?? usualRequestsPerMinute;
}

function refusalOf(account: UsableAccount): string {
  const { credential } = account;
  if ("disconnected" in credential) {
    return `the account is disconnected: ${credential.disconnected}; its voicemails wait`;
  }
  return `Aircall refuses the credential; voicemails wait: ${wayToGoodCredential(account)}`;
}

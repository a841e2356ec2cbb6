import { createTransport, type Limits, type TransportOptions } from "./http/transport.ts";
import { callRequests, type CallRequests } from "./objects/calls.ts";
import { companyRequests, type CompanyRequests } from "./objects/company.ts";
import { integrationRequests, type IntegrationRequests } from "./objects/integrations.ts";
import { tagRequests, type TagRequests } from "./objects/tags.ts";
import { transcriptionRequests, type TranscriptionRequests } from "./objects/transcriptions.ts";
import { webhookRequests, type WebhookRequests } from "./objects/webhooks.ts";
import { createTagNames } from "./tag-names.ts";

/*
 * What we rely on of Aircall's payloads stands in objects/, an object a file. Keys are omitted as
 * often as they are null, and new ones appear: everything is loose and, but for ids, nullish.
 */

/**
 * The part of Aircall's public API that we use, by object, one request a method. Errors: see
 * http/errors.ts.
 */
export interface AircallClient {
  readonly calls: CallRequests;
  readonly tags: TagRequests;
  readonly transcriptions: TranscriptionRequests;
  readonly webhooks: WebhookRequests;
  readonly company: CompanyRequests;
  readonly integrations: IntegrationRequests;
  /** Resolves when a request may leave; sends none. */
  readonly permit: (limits?: Limits) => Promise<void>;
  /** Resolves when the requests under way are answered, and those that wait for their permit. */
  readonly close: () => Promise<void>;
}

export interface AircallClientOptions extends TransportOptions {
  /** The company's names of our tags, by ours, as they are now. (Default: ours) */
  readonly tagNames?: () => ReadonlyMap<string, string>;
}

/** Opens the client of one account; its requests share the pacer that it is given. */
export function createAircallClient(options: AircallClientOptions): AircallClient {
  const { send, permit, close } = createTransport(options);
  const tagNames = createTagNames(options.tagNames ?? (() => new Map()));
  return {
    calls: callRequests(send, tagNames),
    tags: tagRequests(send, tagNames),
    transcriptions: transcriptionRequests(send),
    webhooks: webhookRequests(send),
    company: companyRequests(send),
    integrations: integrationRequests(send),
    permit,
    close,
  };
}

import { randomBytes, randomUUID } from "node:crypto";
import type { Fault } from "../http/fault.ts";
import type { Closing } from "../http/pause.ts";
import type { Requests } from "../http/request-log.ts";
import { settingsSchema, type Settings } from "../settings.ts";
import type { Calls } from "./calls/call.ts";
import { createContacts, type Contacts } from "./contacts/contact.ts";
import { createIds, type NextId } from "./ids.ts";
import { createLines, type Lines } from "./numbers/line.ts";
import type { Links } from "./recordings/media.ts";
import { createTags, type Tags } from "./tags/tag.ts";
import { createTeams, type Teams } from "./teams/team.ts";
import { createUsers, type Users } from "./users/user.ts";
import type { Webhooks } from "./webhooks/webhook.ts";

/** Who may ask. */
interface Access {
  readonly apiId: string;
  readonly apiToken: string;
  readonly accessTokens: Set<string>;
}

/** One company: each object's folder declares its own part. */
export interface State
  extends Access, Calls, Closing, Contacts, Lines, Links, Requests, Tags, Teams, Users, Webhooks {
  settings: Settings;
  faults: Fault[];
  baseUrl: string;
  readonly nextId: NextId;
}

/** What clients show. Made at random where they are not given. */
export interface Credentials {
  readonly apiId?: string | undefined;
  readonly apiToken?: string | undefined;
  readonly accessToken?: string | undefined;
}

/** A company with users, teams, lines, contacts and tags, and no call. */
export function createState(
  credentials: Credentials,
  settings: Partial<Settings>,
  closing: AbortSignal,
): State {
  const nextId = createIds();
  return {
    apiId: credentials.apiId ?? randomBytes(16).toString("hex"),
    apiToken: credentials.apiToken ?? randomBytes(16).toString("hex"),
    accessTokens: new Set([credentials.accessToken ?? randomUUID()]),
    settings: settingsSchema.parse(settings),
    ...createUsers(),
    ...createTeams(),
    ...createLines(),
    ...createContacts(nextId),
    ...createTags(nextId),
    calls: new Map(),
    webhooks: new Map(),
    deliveries: [],
    faults: [],
    requests: [],
    shortLinks: new Map(),
    signingKey: randomBytes(32),
    closing,
    baseUrl: "",
    nextId,
  };
}

import { randomBytes, randomUUID } from "node:crypto";
import type { Fault } from "../http/fault.ts";
import type { Closing } from "../http/pause.ts";
import type { Requests } from "../http/request-log.ts";
import { settingsSchema, type Settings } from "../settings.ts";
import type { Calls } from "./calls/call.ts";
import { createContacts, type Contacts } from "./contacts/contact.ts";
import type { NextId } from "./ids.ts";
import { createLines, type Lines } from "./numbers/line.ts";
import type { Installations } from "./oauth/installation.ts";
import type { Links } from "./recordings/media.ts";
import { createTags, type Tags } from "./tags/tag.ts";
import { createTeams, type Teams } from "./teams/team.ts";
import { createUsers, type Users } from "./users/user.ts";
import type { Webhooks } from "./webhooks/webhook.ts";

/** Who may ask, beside those that an installation has let in. */
interface Access {
  readonly apiId: string;
  readonly apiToken: string;
  /** Works from the start, as if it had been granted long ago, for all lines. */
  readonly accessToken: string;
}

/** One company: each object's folder declares its own part. */
export interface State
  extends
    Access,
    Calls,
    Closing,
    Contacts,
    Installations,
    Lines,
    Links,
    Requests,
    Tags,
    Teams,
    Users,
    Webhooks {
  /** By which the control API knows it. */
  readonly name: string;
  /** By which Aircall knows it. */
  readonly companyId: number;
  /** As `GET /v1/company` shows it. */
  readonly title: string;
  settings: Settings;
  faults: Fault[];
  baseUrl: string;
  readonly nextId: NextId;
  /** The company's clock, which may be ahead of this machine's: milliseconds since the epoch. */
  readonly now: () => number;
}

/** What clients show. Made at random where they are not given. */
export interface Credentials {
  readonly apiId?: string | undefined;
  readonly apiToken?: string | undefined;
  readonly accessToken?: string | undefined;
}

/** What a company is made of. */
export interface CompanyOptions extends Credentials {
  readonly settings?: Partial<Settings> | undefined;
}

const firstCompany = 42;

/** A company with users, teams, lines, contacts and tags, and no call. */
export function createState(
  name: string,
  options: CompanyOptions,
  world: { readonly nextId: NextId; readonly closing: AbortSignal; readonly baseUrl: string },
): State {
  const { nextId } = world;
  const companyId = nextId("company");
  const users = createUsers(nextId);
  const accessToken = options.accessToken ?? randomUUID();
  const state: State = {
    name,
    companyId,
    title: companyId === firstCompany ? "Simulated Ltd" : name,
    apiId: options.apiId ?? randomBytes(16).toString("hex"),
    apiToken: options.apiToken ?? randomBytes(16).toString("hex"),
    accessToken,
    grants: new Map([[accessToken, { installation: null, expiresAt: null, revoked: false }]]),
    refreshTokens: new Map(),
    installations: new Map(),
    settings: settingsSchema.parse(options.settings ?? {}),
    ...users,
    ...createTeams(nextId, users),
    ...createLines(nextId, companyId - firstCompany),
    ...createContacts(nextId),
    ...createTags(nextId),
    calls: new Map(),
    webhooks: new Map(),
    deliveries: [],
    faults: [],
    requests: [],
    shortLinks: new Map(),
    signingKey: randomBytes(32),
    now: () => Date.now() + state.settings.clockAheadMs,
    ...world,
  };
  return state;
}

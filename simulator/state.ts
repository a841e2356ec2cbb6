import { randomBytes, randomUUID } from "node:crypto";
import type { Fault } from "./faults.ts";
import type { Media } from "./media.ts";
import { seed, type Team, type User } from "./seed.ts";
import { settingsSchema, type Settings } from "./settings.ts";

export interface Comment {
  readonly id: number;
  readonly content: string;
  readonly posted_at: number;
  readonly posted_by: object | null;
}
export interface Tag {
  readonly id: number;
  name: string;
  color: string;
  readonly description: string | null;
}
export interface NumberLine {
  readonly id: number;
  name: string;
  readonly digits: string;
  readonly country: string;
  readonly time_zone: string;
}
export interface Contact {
  readonly id: number;
  first_name: string | null;
  last_name: string | null;
  company_name: string | null;
  information: string | null;
  readonly created_at: number;
  updated_at: number;
  phone_numbers: { id: number; label: string; value: string }[];
  emails: { id: number; label: string; value: string }[];
}
export interface SimulatedCall {
  readonly id: number;
  readonly sid: string;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly rawDigits: string;
  readonly line: NumberLine;
  readonly contactId: number | null;
  readonly mediaHash: string;
  media: Media | null;
  hiddenReads: number;
  hiddenPayloads: number;
  readonly comments: Comment[];
  readonly tags: { readonly id: number; readonly taggedAt: number }[];
  archived: boolean;
  /** Aircall's own AI results by wrapper key: `transcription`, `sentiment`, `topic`, `summary`, … */
  readonly ai: Map<string, unknown>;
}
export interface Webhook {
  readonly webhook_id: string;
  readonly legacyId: number;
  readonly created_at: string;
  custom_name: string;
  url: string;
  active: boolean;
  readonly token: string;
  events: string[];
  /** In a row, over all events. */
  failures: number;
  /** When failures disabled it; null while active or when switched off by hand. */
  disabledAt: number | null;
}
export interface Delivery {
  readonly webhookId: string;
  readonly event: string;
  readonly callId: number | null;
  readonly at: number;
  readonly status: number | null;
  readonly ms: number;
}
export interface RequestRecord {
  readonly at: number;
  readonly method: string;
  readonly path: string;
  /** 0 as long as no answer has left, and for good when none ever does. */
  status: number;
}
export interface State {
  readonly apiId: string;
  readonly apiToken: string;
  readonly accessTokens: Set<string>;
  settings: Settings;
  readonly users: Map<number, User>;
  readonly teams: Map<number, Team>;
  readonly numbers: readonly NumberLine[];
  readonly contacts: Map<number, Contact>;
  readonly tags: Map<number, Tag>;
  readonly calls: Map<number, SimulatedCall>;
  readonly webhooks: Map<string, Webhook>;
  faults: Fault[];
  readonly requests: RequestRecord[];
  readonly deliveries: Delivery[];
  /** Short links by id: one is made by each read that asks for it. */
  readonly shortLinks: Map<string, { readonly callId: number; readonly madeAt: number }>;
  readonly signingKey: Buffer;
  /** Aborts when the simulator closes: no event, retry or late effect outlives it. */
  readonly closing: AbortSignal;
  baseUrl: string;
  readonly nextId: (kind: keyof typeof firstIds) => number;
}
const firstIds = {
  call: 3_050_000_000,
  comment: 735,
  tag: 8_001,
  contact: 700_710,
  detail: 1,
  user: 459,
  team: 33,
  webhook: 26_316,
};
export interface Credentials {
  readonly apiId?: string | undefined;
  readonly apiToken?: string | undefined;
  readonly accessToken?: string | undefined;
}
export function createState(
  credentials: Credentials,
  settings: Partial<Settings>,
  closing: AbortSignal,
): State {
  const counters = { ...firstIds };
  const nextId = (kind: keyof typeof firstIds): number => counters[kind]++;
  const { users, teams, numbers, contacts, tags } = seed(nextId);
  return {
    apiId: credentials.apiId ?? randomBytes(16).toString("hex"),
    apiToken: credentials.apiToken ?? randomBytes(16).toString("hex"),
    accessTokens: new Set([credentials.accessToken ?? randomUUID()]),
    settings: settingsSchema.parse(settings),
    users: new Map(users.map((user) => [user.id, user])),
    teams: new Map(teams.map((team) => [team.id, team])),
    numbers,
    contacts: new Map(contacts.map((contact) => [contact.id, contact])),
    tags: new Map(tags.map((tag) => [tag.id, tag])),
    calls: new Map(),
    webhooks: new Map(),
    faults: [],
    requests: [],
    deliveries: [],
    shortLinks: new Map(),
    signingKey: randomBytes(32),
    closing,
    baseUrl: "",
    nextId,
  };
}

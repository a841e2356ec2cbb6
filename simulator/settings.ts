import { z } from "zod";

/** What can be turned while it runs. Defaults are Aircall's measured or documented ways; times in milliseconds. */
export const settingsSchema = z.strictObject({
  requestsPerMinute: z.number().int().positive().default(120),
  /** Reset header of a 429: `seconds` and `milliseconds` have both been seen, and `none`. */
  resetHeader: z.enum(["seconds", "milliseconds", "none"]).default("seconds"),
  /** Rate-limit headers on answers below the limit. */
  limitHeadersAlways: z.boolean().default(false),
  /** Body of a 429: as behind the edge, or as at it; undocumented. */
  limitBody: z.enum(["application", "edge"]).default("application"),
  /** Whether a 429 carries `Retry-After`, in seconds; undocumented. */
  retryAfterHeader: z.boolean().default(false),
  /** A revoked credential: 403 for everything. */
  credentialRevoked: z.boolean().default(false),
  /** Life of a recording's link. Documented an hour, seen 10 minutes. */
  linkLifeMs: z.number().int().positive().default(3_600_000),
  shortLinkLifeMs: z
    .number()
    .int()
    .positive()
    .default(3 * 3_600_000),
  /** Whether setting tags replaces those that stand; undocumented. */
  tagsReplace: z.boolean().default(false),
  unknownTagStatus: z.union([z.literal(400), z.literal(404)]).default(400),
  /** Whether a write without `Content-Type: application/json` is a 400. */
  requireContentType: z.boolean().default(true),
  /** Answer a created comment with an empty body instead of `{}`; undocumented. */
  emptyCommentBody: z.boolean().default(false),
  /** The same for tags set on a call. */
  emptyTagsBody: z.boolean().default(false),
  /** A longer comment is a 400, in characters; no limit is documented. */
  longestComment: z.number().int().positive().nullable().default(null),
  /** The same for a tag's name. */
  longestTagName: z.number().int().positive().nullable().default(null),
  /** Whether comments and tags of the API are announced as `call.commented`, `call.tagged`; undocumented. */
  apiWritesAnnounced: z.boolean().default(true),
  /** Whether events carry short links; undocumented. */
  shortLinksInEvents: z.boolean().default(false),
  /** Whether a delivery that is tried again carries a call read anew, with a fresh link; undocumented. */
  retriesRebuilt: z.boolean().default(false),
  /** Clamp a page of more than 50 instead of refusing it; seen both ways. */
  clampPerPage: z.boolean().default(false),
  /** Loopback webhooks for tests; Aircall itself takes https only. */
  allowHttpWebhooks: z.boolean().default(true),
  /** Waits between tries of a delivery: doubled from the first up to the last. */
  firstRetryMs: z.number().int().positive().default(1_000),
  lastRetryMs: z.number().int().positive().default(60_000),
  /** Tries before a webhook is made inactive: 50 by the reference, 10 by an older tutorial. */
  deliveryTries: z.number().int().positive().default(50),
  /** How long a webhook disabled by failures is still tried; one success in that time enables it again. */
  recoveryMs: z
    .number()
    .int()
    .min(0)
    .default(12 * 3_600_000),
  deliveryTimeoutMs: z.number().int().positive().default(5_000),
  /** Scale of the time between a voicemail's events: 1 is life, where `call.ended` comes 30 s after the hang-up. */
  eventTimeScale: z.number().min(0).default(0.01),
  /** Whether Aircall's own AI package is bought: without it 403, with it 404 until a result was put there. */
  aiEnabled: z.boolean().default(false),
  /** How far the company's clock is ahead of this machine's; negative: behind. */
  clockAheadMs: z.number().int().default(0),
  /** Who asks for consent is shown a page; or this company has allowed, or refused, before it is asked. */
  consent: z.enum(["ask", "allow", "refuse"]).default("ask"),
  /** Whether a code works more than once. */
  codesReusable: z.boolean().default(false),
  /** Whether a code is exchanged only for the address that it was sent to. */
  redirectUriChecked: z.boolean().default(true),
  /** Whether tokens have a life, and a refresh token beside them; Aircall's are for good. */
  refreshTokens: z.boolean().default(false),
  accessTokenLifeMs: z.number().int().positive().default(3_600_000),
  /** Whether a refresh token works once, and the answer has the next. */
  refreshTokensRotate: z.boolean().default(true),
  /** What a token past its life is refused with; undocumented. */
  expiredTokenStatus: z.union([z.literal(401), z.literal(403)]).default(403),
  /** Whether the tokens of before still work when a client is installed again; undocumented. */
  oldTokensWork: z.boolean().default(true),
  /** Whether an integration that is not enabled gets events; undocumented. */
  eventsWhileInactive: z.boolean().default(false),
});

export type Settings = z.infer<typeof settingsSchema>;

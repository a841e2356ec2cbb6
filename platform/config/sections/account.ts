import { z } from "zod";
import { accountName, defaultAccount } from "../../../domain/account/account-id.ts";
import type { AccountSettings } from "../../../domain/account/account-settings.ts";
import type { Credential } from "../../../domain/account/credential.ts";
import {
  hours,
  languages,
  like,
  likePrivate,
  list,
  secret,
  switchOn,
  tagMap,
  wholeNumber,
  type ValuesOf,
} from "../values.ts";

export const accountVariables = {
  AIRCALL_BASE_URL: z
    .url({ protocol: /^https?$/ })
    .default("https://api.aircall.io")
    .meta(like("an http or https URL", "https://api.aircall.io")),
  AIRCALL_ACCOUNT: z
    .string()
    .regex(accountName)
    .default(defaultAccount)
    .meta(like("our name for the account: 1 to 48 letters, digits, _ or -", defaultAccount)),
  AIRCALL_API_ID: secret.optional().meta(likePrivate("the id of an Aircall API key", "1a2b3c")),
  AIRCALL_API_TOKEN: secret
    .optional()
    .meta(likePrivate("the token of an Aircall API key", "4d5e6f")),
  AIRCALL_ACCESS_TOKEN: secret
    .optional()
    .meta(likePrivate("an Aircall OAuth access token, instead of id and token", "7a8b9c")),
  AIRCALL_WEBHOOK_TOKEN: list
    .pipe(z.array(secret).min(1))
    .optional()
    .meta(
      likePrivate(
        "the webhook's token; several, comma-separated, while rotating",
        "df76g76dpziygs567f0",
      ),
    ),
  AIRCALL_LINES: list
    .pipe(z.array(wholeNumber(1, Number.MAX_SAFE_INTEGER)))
    .default([])
    .meta(like("ids of the lines to serve, comma-separated", "123,456")),
  TAG_NAMES: tagMap
    .default(new Map())
    .meta(like("our tag=the name at Aircall, comma-separated", "voicemail:urgent=Dringend")),
  VIP_NUMBERS: list
    .pipe(z.array(z.string().regex(/^\+\d{7,15}$/)))
    .default([])
    .meta(
      likePrivate("callers' numbers with their country's code, comma-separated", "+442079460958"),
    ),
  BUSINESS_HOURS: hours
    .optional()
    .meta(like("days and hours, by the clock of each line", "Mon-Fri 09:00-17:30")),
  AIRCALL_REQUESTS_PER_MINUTE: wholeNumber(1, 100_000)
    .optional()
    .meta(like("a whole number from 1", "100")),
  TRANSCRIPTION_KEYWORDS: list
    .default([])
    .meta(like("names that callers may say, comma-separated", "Acme,Roadrunner 3000")),
  LINE_LANGUAGES: languages
    .default(new Map())
    .meta(
      like(
        "line id=language, comma-separated; of a line with several, joined by +",
        "123=fr,456=en+es",
      ),
    ),
  DRY_RUN: switchOn.default(false).meta(like("on or off", "off")),
} as const;

/** The account of the environment, without its credential. */
export interface AccountConfig {
  readonly name: string;
  readonly baseUrl: string;
  /** Those of the environment; `setup` may keep another. */
  readonly webhookTokens: readonly string[];
  /** Lines to serve; none: all. */
  readonly lines: readonly number[];
  /** Null: what the server holds, or Aircall's usual limit. */
  readonly requestsPerMinute: number | null;
  /** Nothing is written to Aircall. */
  readonly dryRun: boolean;
  readonly settings: AccountSettings;
}

export function accountConfig(values: ValuesOf<typeof accountVariables>): AccountConfig {
  return {
    name: values.AIRCALL_ACCOUNT,
    baseUrl: values.AIRCALL_BASE_URL,
    webhookTokens: values.AIRCALL_WEBHOOK_TOKEN ?? [],
    lines: values.AIRCALL_LINES,
    requestsPerMinute: values.AIRCALL_REQUESTS_PER_MINUTE ?? null,
    dryRun: values.DRY_RUN,
    settings: {
      lineLanguages: values.LINE_LANGUAGES,
      lineSettings: new Map(),
      keywords: values.TRANSCRIPTION_KEYWORDS,
      vipNumbers: values.VIP_NUMBERS,
      hours: values.BUSINESS_HOURS ?? null,
      tagNames: values.TAG_NAMES,
    },
  };
}

/** An access token goes before a key. Null where neither is complete. */
export function credentialOf(
  values: Pick<
    ValuesOf<typeof accountVariables>,
    "AIRCALL_ACCESS_TOKEN" | "AIRCALL_API_ID" | "AIRCALL_API_TOKEN"
  >,
): Credential | null {
  const { AIRCALL_ACCESS_TOKEN: accessToken } = values;
  const { AIRCALL_API_ID: apiId, AIRCALL_API_TOKEN: apiToken } = values;
  if (accessToken) return { accessToken };
  return apiId && apiToken ? { apiId, apiToken } : null;
}

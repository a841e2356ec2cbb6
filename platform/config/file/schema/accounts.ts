import { z } from "zod";
import { tagNames } from "../../../../domain/voicemail/tags.ts";
import {
  about,
  businessHours,
  day,
  flag,
  hidden,
  httpUrl,
  languages,
  lineId,
  listOf,
  ownName,
  phoneNumber,
  text,
  timeZone,
  whole,
} from "./leaves.ts";

const credentials = "apiId with apiToken, or accessToken, or oauth: true";

const aircall = z
  .strictObject({
    apiId: hidden("the id of an Aircall API key, in quotes", "${ACME_ID}").optional(),
    apiToken: hidden("the token of an Aircall API key, in quotes", "${ACME_TOKEN}").optional(),
    accessToken: hidden("an Aircall OAuth access token", "${ACME_ACCESS_TOKEN}").optional(),
    oauth: z
      .literal(true)
      .meta(about("true: the account is connected by a click, its token is in the ledger", true))
      .optional(),
    requestsPerMinute: whole([1, 100_000], "Aircall's limit for it, from 1", 100).optional(),
    baseUrl: httpUrl
      .meta(
        about("an http or https URL, where it is not AIRCALL_BASE_URL", "https://api.aircall.io"),
      )
      .optional(),
  })
  .superRefine(({ apiId, apiToken, accessToken, oauth }, context) => {
    const ways = [apiId ?? apiToken, accessToken, oauth].filter((way) => way !== undefined);
    const tell = (message: string): void => context.addIssue({ code: "custom", message });
    if (ways.length === 0) tell("has no credential");
    else if (ways.length > 1) tell("has more than one credential");
    else if ((apiId === undefined) !== (apiToken === undefined)) {
      tell(`has no ${apiId === undefined ? "apiId" : "apiToken"}`);
    }
  })
  .meta({
    ...about(`one credential: ${credentials}`, { apiId: "${ACME_ID}", apiToken: "${ACME_TOKEN}" }),
    oneOf: [
      { required: ["apiId", "apiToken"] },
      { required: ["accessToken"] },
      { required: ["oauth"] },
    ],
    dependentRequired: { apiId: ["apiToken"], apiToken: ["apiId"] },
  });

const line = z
  .strictObject({
    language: languages.optional(),
    hours: businessHours.optional(),
    timeZone: timeZone.optional(),
    holidays: listOf(day, about("days on which nobody is there", ["2026-12-25"])).optional(),
  })
  .meta(about("what differs on this line", { language: "fr", timeZone: "Europe/Paris" }));

const ofCompany = text("the company's name of this tag", "Dringend").optional();

const tags = z
  .strictObject({
    [tagNames.voicemail]: ofCompany,
    [tagNames.urgent]: ofCompany,
    [tagNames.negative]: ofCompany,
    [tagNames.spam]: ofCompany,
    [tagNames.listen]: ofCompany,
    [tagNames.empty]: ofCompany,
  })
  .meta(about("the company's names of our tags", { "voicemail:urgent": "Dringend" }));

export const account = z
  .strictObject({
    aircall,
    webhookTokens: listOf(hidden("a webhook's token, in quotes", "${ACME_HOOK}"), {
      ...about("the webhook's token; several while rotating; not where `setup` keeps one", [
        "${ACME_HOOK}",
      ]),
      private: true,
    }).optional(),
    dryRun: flag("true: nothing is written to Aircall").optional(),
    only: listOf(lineId, about("ids of the lines to serve; absent: all", [123, 456])).optional(),
    lines: z
      .record(
        z
          .string()
          .regex(/^[1-9]\d{0,15}$/)
          .meta(about("the id of a line", 123)),
        line,
      )
      .meta(about("settings of single lines, by id", { 123: { language: "fr" } }))
      .optional(),
    hours: businessHours.optional(),
    vipNumbers: listOf(phoneNumber, {
      ...about("callers whose requests are one level more urgent, in quotes", ["+442079460958"]),
      private: true,
    }).optional(),
    tagNames: tags.optional(),
    keywords: listOf(
      text("a name that callers may say", "Voltaris"),
      about("names that callers may say", ["Voltaris"]),
    ).optional(),
    crm: ownName.meta(about("the destination that keeps calls and contacts", "crm")).optional(),
    enrichContacts: z
      .enum(["off", "propose", "apply"])
      .meta(
        about("what is done with what callers say of themselves: off, propose or apply", "propose"),
      )
      .optional(),
  })
  .meta(
    about("an account: its credential and settings", {
      aircall: { apiId: "${ACME_ID}", apiToken: "${ACME_TOKEN}" },
    }),
  );

export type AccountEntry = z.infer<typeof account>;

export const accounts = z
  .record(
    ownName.meta(about("our name for the account: 1 to 48 letters, digits, _ or -", "acme")),
    account,
  )
  .meta(
    about("accounts by name", {
      acme: { aircall: { apiId: "${ACME_ID}", apiToken: "${ACME_TOKEN}" } },
    }),
  );

export const people = z
  .record(
    ownName.meta(about("our name for the person: 1 to 48 letters, digits, _ or -", "sam")),
    z
      .strictObject({
        name: text("the person's name", "Sam Hill"),
        email: z.email().meta(about("an e-mail address", "sam@example.com")).optional(),
        slack: text("the person's member id at Slack", "U012AB3CD").optional(),
        aircallUser: whole(
          [1, Number.MAX_SAFE_INTEGER],
          "the person's id at Aircall",
          456,
        ).optional(),
      })
      .meta(about("a person of the team", { name: "Sam Hill", email: "sam@example.com" })),
  )
  .meta(about("people of the team, by name", { sam: { name: "Sam Hill" } }));

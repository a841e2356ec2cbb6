import { z } from "zod";
import { outcomes } from "../../../../domain/voicemail/outcome.ts";
import {
  about,
  baseUrl,
  flag,
  hidden,
  httpUrl,
  listOf,
  oneOrMore,
  ownName,
  text,
  whole,
} from "./leaves.ts";

/** What each kind of destination can be used for. */
export const usesOfKind = {
  slack: ["notify"],
  email: ["notify"],
  webhook: ["notify"],
  teams: ["notify"],
  pagerduty: ["notify"],
  matrix: ["notify"],
  ntfy: ["notify"],
  zendesk: ["ticket"],
  hubspot: ["ticket", "crm"],
  jira: ["ticket"],
  linear: ["ticket"],
  github: ["ticket"],
  salesforce: ["crm"],
} as const;

/** What is told to a webhook, beside the kinds of `anyOf`. */
const told = [
  "voicemail.left",
  ...outcomes.map((outcome) => `voicemail.${outcome}`),
  ...["opened", "claimed", "due", "overdue", "done"].map((state) => `callback.${state}`),
  "call.ended",
  "call.missed",
  "contact.created",
  "contact.updated",
  "contact.deleted",
];

/** All of a kind; of users and numbers also each that Aircall has. */
const anyOf = ["voicemail", "callback", "call", "contact", "user", "number"];

const eventPattern = new RegExp(
  String.raw`^(?:\*|(?:${anyOf.join("|")})\.\*|${told.join("|").replaceAll(".", String.raw`\.`)}|(?:user|number)\.[a-z_]+)$`,
);

const event = z
  .string()
  .regex(eventPattern)
  .meta(about("an event, or all of a kind", "voicemail.*"));

const address = text("an e-mail address, perhaps with a name before it", "team@example.com");

const email = z.strictObject({
  kind: z.literal("email"),
  host: text("the mail server's host name", "smtp.example.com"),
  port: whole([1, 65_535], "a port from 1 to 65535", 587).optional(),
  secure: flag("true: TLS from the first byte on, as on port 465").optional(),
  user: text("the user at the mail server", "afterbeep").optional(),
  password: hidden("the password at the mail server", "${SMTP_PASSWORD}").optional(),
  from: text("who sends: an e-mail address", "afterbeep@example.com"),
  to: oneOrMore(address, "who gets it: an address, or a list", ["team@example.com"]),
});

const notices = [
  z.strictObject({
    kind: z.literal("slack"),
    token: hidden("a bot's token", "${SLACK_TOKEN}"),
    channel: text("the channel's id", "C012AB3CD"),
    baseUrl,
  }),
  email,
  z.strictObject({
    kind: z.literal("webhook"),
    url: httpUrl.meta(about("an http or https URL", "https://ops.example.com/afterbeep")),
    secret: hidden("the secret that signs, as Standard Webhooks has it", "${HOOK_SECRET}"),
    events: listOf(
      event,
      about("events that it is told of", ["voicemail.*", "callback.*"]),
    ).optional(),
    baseUrl,
  }),
  z.strictObject({
    kind: z.literal("teams"),
    url: httpUrl.meta({ ...about("the workflow's URL", "${TEAMS_URL}"), private: true }),
    baseUrl,
  }),
  z.strictObject({
    kind: z.literal("pagerduty"),
    routingKey: hidden("an integration's key of Events v2", "${PD_KEY}"),
    baseUrl,
  }),
  z.strictObject({
    kind: z.literal("matrix"),
    token: hidden("an access token", "${MATRIX_TOKEN}"),
    room: text("the room's id", "!abc:example.com"),
    baseUrl: httpUrl.meta(about("the home server's URL", "https://matrix.example.com")),
  }),
  z.strictObject({
    kind: z.literal("ntfy"),
    topic: hidden("the topic: who knows it can read it", "${NTFY_TOPIC}"),
    token: hidden("an access token", "${NTFY_TOKEN}").optional(),
    baseUrl,
  }),
] as const;

const tickets = [
  z.strictObject({
    kind: z.literal("zendesk"),
    subdomain: text("what stands before .zendesk.com", "acme"),
    email: z.email().meta(about("the agent's e-mail address", "bot@acme.example")),
    token: hidden("an API token", "${ZD_TOKEN}"),
    baseUrl,
  }),
  z.strictObject({
    kind: z.literal("hubspot"),
    token: hidden("a private app's token", "${HUBSPOT_TOKEN}"),
    pipeline: text("a pipeline's id, in quotes", "0").optional(),
    stage: text("a stage's id, in quotes", "1").optional(),
    baseUrl,
  }),
  z.strictObject({
    kind: z.literal("jira"),
    site: text("the site's host name", "acme.atlassian.net"),
    email: z.email().meta(about("the user's e-mail address", "bot@acme.example")),
    token: hidden("an API token", "${JIRA_TOKEN}"),
    project: text("the project's key", "VM"),
    issueType: text("the type of its issues", "Task"),
    baseUrl,
  }),
  z.strictObject({
    kind: z.literal("linear"),
    apiKey: hidden("an API key", "${LINEAR_KEY}"),
    teamId: text("the team's id", "9cfb482a-81e3-4154-b5b9-2c805e70a02d"),
    baseUrl,
  }),
  z.strictObject({
    kind: z.literal("github"),
    token: hidden("a token that may write issues", "${GITHUB_TOKEN}"),
    owner: text("who owns the repository", "acme"),
    repo: text("the repository's name", "voicemail"),
    labels: listOf(
      text("a label", "voicemail"),
      about("labels of its issues", ["voicemail"]),
    ).optional(),
    baseUrl,
  }),
] as const;

const salesforce = z.strictObject({
  kind: z.literal("salesforce"),
  domain: text("the domain of your own", "acme.my.salesforce.com"),
  clientId: hidden("the connected app's consumer key", "${SF_CLIENT_ID}"),
  clientSecret: hidden("the connected app's consumer secret", "${SF_CLIENT_SECRET}"),
  baseUrl,
});

const kinds = Object.keys(usesOfKind).join(", ");

const destination = z.discriminatedUnion("kind", [...notices, ...tickets, salesforce]).meta(
  about(`a destination; its kind is one of ${kinds}`, {
    kind: "slack",
    token: "${SLACK_TOKEN}",
    channel: "C012AB3CD",
  }),
);

export const destinations = z
  .record(
    ownName.meta(about("our name for the destination: 1 to 48 letters, digits, _ or -", "team")),
    destination,
  )
  .meta(about("destinations by name", { team: { kind: "ntfy", topic: "${NTFY_TOPIC}" } }));

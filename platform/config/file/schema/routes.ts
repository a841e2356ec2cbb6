import { z } from "zod";
import { outcomes } from "../../../../domain/voicemail/outcome.ts";
import {
  categories,
  intents,
  sentimentLabels,
  urgencyLevels,
  type UrgencyLevel,
} from "../../../../domain/voicemail/verdict.ts";
import { about, flag, lineId, oneOrMore, ownName, span } from "./leaves.ts";

/** What a route may be about; a voicemail, where it does not say. */
const routeEvents = [
  "voicemail",
  "call.missed",
  "call.ended",
  "call.answered",
  "call.tagged",
] as const;

/** Why nobody answered, in Aircall's words. */
const missedReasons = [
  "out_of_opening_hours",
  "short_abandoned",
  "abandoned_in_ivr",
  "abandoned_in_classic",
  "no_available_agent",
  "agents_did_not_answer",
] as const;

/** `4`, `>=4`, `<3`: as the levels that it stands for. */
const level = z
  .string()
  .regex(/^(?:>=|<=|>|<)?\s*[1-5]$/)
  .transform((text) => levelsOf(text))
  .refine((levels) => levels.length > 0, "not a level");

function levelsOf(text: string): UrgencyLevel[] {
  const bound = Number(text.at(-1));
  const fits = (one: number): boolean => {
    if (text.startsWith(">")) return one > bound;
    return text.startsWith("<") ? one < bound : one === bound;
  };
  return urgencyLevels.filter((one) => fits(one) || (text[1] === "=" && one === bound));
}

const urgency = z
  .union([
    z.literal([...urgencyLevels]).transform((one) => [one]),
    level,
    z.array(z.literal([...urgencyLevels])).min(1),
  ])
  .meta(about("levels from 1 to 5: one, a list, or a bound in quotes", ">=4"));

function anyOf<const Words extends readonly string[]>(words: Words, description: string) {
  return oneOrMore(
    z.enum(words).meta(about(`one of ${words.join(", ")}`, words[0])),
    `${description}: ${words.join(", ")}; one or a list`,
    words[0],
  );
}

const when = z
  .strictObject({
    event: z
      .enum(routeEvents)
      .meta(about(`what happened: ${routeEvents.join(", ")}; absent: voicemail`, "call.missed"))
      .optional(),
    reason: anyOf(missedReasons, "why a call was missed, with event: call.missed").optional(),
    tag: oneOrMore(
      z.string().min(1).meta(about("a tag's name at Aircall", "callback")),
      "the tag that a call got, with event: call.tagged; one or a list",
      "callback",
    ).optional(),
    account: oneOrMore(
      ownName.meta(about("an account's name", "acme")),
      "accounts by name; one or a list",
      "acme",
    ).optional(),
    line: oneOrMore(lineId, "ids of lines; one or a list", [123]).optional(),
    hours: z.enum(["in", "out"]).meta(about("in or out of the line's hours", "out")).optional(),
    vip: flag("whether the caller is one of vipNumbers").optional(),
    outcome: anyOf(outcomes, "how the voicemail ended").optional(),
    urgency: urgency.optional(),
    category: anyOf(categories, "what kind of message").optional(),
    intent: anyOf(intents, "what the caller wants").optional(),
    sentiment: anyOf(sentimentLabels, "what the caller voices").optional(),
    language: oneOrMore(
      z
        .string()
        .regex(/^[a-z]{2}$/)
        .meta(about("a language by its two letters", "fr")),
      "the message's language, by its two letters; one or a list",
      "fr",
    ).optional(),
  })
  .superRefine((given, context) => {
    const { event = "voicemail" } = given;
    const tell = (key: string, message: string): void =>
      context.addIssue({ code: "custom", message, path: [key] });
    for (const [key, value] of Object.entries(given)) {
      const only = Object.hasOwn(eventOf, key) ? eventOf[key] : undefined;
      if (value !== undefined && only !== undefined && only !== event) {
        tell(key, `is nothing that a route of event ${event} can ask for, only one of ${only}`);
      }
    }
  })
  .meta(about("what must fit, all of it", { urgency: ">=4", hours: "out" }));

/** Conditions that only one kind of event has. */
const eventOf: Readonly<Record<string, (typeof routeEvents)[number]>> = {
  reason: "call.missed",
  tag: "call.tagged",
  outcome: "voicemail",
  urgency: "voicemail",
  category: "voicemail",
  intent: "voicemail",
  sentiment: "voicemail",
  language: "voicemail",
};

const named = ownName.meta(about("a destination's name", "team"));

const notify = z.array(named).meta(about("destinations by name; none: nobody is told", ["team"]));

export const route = z
  .strictObject({
    when: when.optional(),
    notify: notify.optional(),
    ticket: named.meta(about("the destination that keeps tickets", "desk")).optional(),
    continue: flag("true: the routes below are asked, too").optional(),
  })
  .superRefine(({ notify: told, ticket }, context) => {
    if (told ?? ticket) return;
    context.addIssue({ code: "custom", message: "says neither notify nor ticket" });
  })
  .meta({
    ...about("a route: notify, ticket or both, and when", { notify: ["team"] }),
    anyOf: [{ required: ["notify"] }, { required: ["ticket"] }],
  });

export type RouteEntry = z.infer<typeof route>;

export const routes = z
  .array(route)
  .meta(about("routes from the top: the first that fits decides", [{ notify: ["team"] }]));

const due = span.optional();

export const callbacks = z
  .strictObject({
    due: z
      .strictObject({ 1: due, 2: due, 3: due, 4: due, 5: due })
      .meta(about("by level of urgency, how soon somebody must call back", { 5: "15m", 4: "1h" }))
      .optional(),
    claimFor: span
      .meta({ ...about("how long a claim holds; absent: twice the due span", "2h") })
      .optional(),
    escalate: z
      .array(
        z
          .strictObject({
            after: span,
            notify: z
              .array(named)
              .min(1)
              .meta(about("destinations by name", ["team"])),
          })
          .meta(
            about("a step: how long after the due time, and who is told", {
              after: "30m",
              notify: ["oncall"],
            }),
          ),
      )
      .meta(about("who is told when nobody has called", [{ after: "0m", notify: ["team"] }]))
      .optional(),
  })
  .meta(about("when a caller must be called back", { due: { 5: "15m", 4: "1h" } }));

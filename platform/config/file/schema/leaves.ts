import { z } from "zod";
import { duration, hours, like, likePrivate, wholeNumber } from "../../values.ts";

/** Values as they stand in the file, each with what is expected and an example. */

/** What a value is, for messages and for editors. `private`: it is never shown. */
type About = z.core.GlobalMeta & {
  readonly description: string;
  readonly examples: unknown[];
  readonly private?: true;
};

export function about(description: string, example: unknown): About {
  return { description, examples: [example] };
}

export function text(description: string, example: string): z.ZodString {
  return z.string().min(1).meta(like(description, example));
}

/** A secret, or somebody's number: what is given is never shown. */
export function hidden(description: string, example: string): z.ZodString {
  return z.string().min(1).meta(likePrivate(description, example));
}

/** In digits; also a text of digits, as a variable gives it. */
export function whole(
  [from, to]: readonly [number, number],
  description: string,
  example: number,
): z.ZodType<number, number | string> {
  const number = z.int().min(from).max(to);
  return z.union([number, wholeNumber(from, to)]).meta(about(description, example));
}

/** `true` and `false`; also `on` and `off`, which YAML takes for texts. */
export function flag(description: string): z.ZodType<boolean, boolean | string> {
  const word = z.enum(["on", "off", "true", "false"]);
  const read = word.transform((given) => given === "on" || given === "true");
  return z.union([z.boolean(), read]).meta(about(description, true));
}

/** One, or a list of them. */
export function oneOrMore<Value>(
  one: z.ZodType<Value>,
  description: string,
  example: unknown,
): z.ZodType<Value[]> {
  return z
    .union([one.transform((value) => [value]), z.array(one).min(1)])
    .meta(about(description, example));
}

/** A list with something in it: an empty one would say nothing. */
export function listOf<Value>(
  one: z.ZodType<Value>,
  { description, examples, private: hide }: About,
): z.ZodType<Value[]> {
  return z
    .array(one)
    .min(1)
    .meta({ description, examples: [...examples], ...(hide ? { private: true } : {}) });
}

export const httpUrl = z.url({ protocol: /^https?$/ });

/** What stands before the paths of a service's methods. */
export const baseUrl = httpUrl
  .meta(
    like(
      "an http or https URL, before the service's own paths; a private address only literally",
      "https://api.example.com",
    ),
  )
  .optional();

export const span = duration.meta({
  ...like("a duration", "15m"),
  pattern: String.raw`^\d+(\.\d+)?\s*(ms|s|m|h|d)$`,
});

export const businessHours = hours.meta({
  ...like("days and hours, by the clock of each line", "Mon-Fri 09:00-17:30"),
  pattern: String.raw`^[A-Za-z]{3}-[A-Za-z]{3} \d\d:\d\d-\d\d:\d\d$`,
});

export const timeZone = z
  .string()
  .regex(/^[A-Za-z]/)
  .refine(isTimeZone, "not a time zone")
  .meta(like("a time zone as IANA names it", "Europe/Paris"));

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}

export const day = z.iso.date().meta(like("a day: year-month-day", "2026-12-25"));

/** By BCP 47, the likeliest first. */
export const languages = z
  .string()
  .regex(/^[A-Za-z]{2}(?:\+[A-Za-z]{2})*$/)
  .transform((given): readonly string[] => given.toLowerCase().split("+"))
  .meta(like("the language spoken there; several joined by +, the likeliest first", "en+es"));

const lineExample = 123;

/** Aircall's id of a line: a number in Aircall. */
export const lineId = whole([1, Number.MAX_SAFE_INTEGER], "the id of a line", lineExample);

export const phoneNumber = z
  .string()
  .regex(/^\+\d{7,15}$/)
  .meta(likePrivate("a number with its country's code, in quotes", "+442079460958"));

/** Our name of something that the file defines, and refers to. */
export const ownName = z.string().regex(/^[A-Za-z0-9_-]{1,48}$/);

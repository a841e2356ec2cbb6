import { z } from "zod";
import { dayMs } from "../../domain/duration.ts";
import type { BusinessHours } from "../../domain/account/account-settings.ts";
import { tagNames } from "../../domain/voicemail/tags.ts";
import type { EncryptionKey } from "../encryption/seal.ts";

/** What a section's variables parse to. */
export type ValuesOf<Variables extends z.core.$ZodLooseShape> = z.infer<z.ZodObject<Variables>>;

/** What is expected of a variable, and an example of it: for messages and for the pages that list them. */
export function like(
  description: string,
  example: string,
): { description: string; examples: [string] } {
  return { description, examples: [example] };
}

/** The same of a variable whose value is never shown: a secret, or somebody's number. */
export function likePrivate(
  description: string,
  example: string,
): { description: string; examples: [string]; private: true } {
  return { ...like(description, example), private: true };
}

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: dayMs } as const;

/** `10m`, `24h`, `30d`, `1.5h`, `500ms`; gives milliseconds. */
export const duration = z.string().transform((text, context) => {
  const match = /^(\d+(?:\.\d+)?)\s*(ms|s|m|h|d)$/.exec(text);
  const [, amount, unit] = match ?? [];
  if (amount === undefined || unit === undefined || !isUnit(unit)) {
    context.addIssue({ code: "custom", message: "not a duration" });
    return z.NEVER;
  }
  return Number(amount) * unitMs[unit];
});

function isUnit(unit: string): unit is keyof typeof unitMs {
  return unit in unitMs;
}

export const secret = z.string().min(1);

/** Comma-separated, blanks around the parts dropped. */
export const list = z.string().transform((text) =>
  text
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== ""),
);

/** `123=fr,456=en+es`: by line id, BCP 47 languages, the likeliest first. */
export const languages = list.transform((parts, context) => {
  const byLine = new Map<number, readonly string[]>();
  for (const part of parts) {
    const match = /^(\d+)\s*=\s*([a-z]{2}(?:\+[a-z]{2})*)$/i.exec(part);
    const [, line, spoken] = match ?? [];
    if (line === undefined || spoken === undefined) {
      context.addIssue({ code: "custom", message: "not line=language" });
      return z.NEVER;
    }
    byLine.set(Number(line), spoken.toLowerCase().split("+"));
  }
  return byLine;
});

/** `voicemail:urgent=Dringend`: the company's names of our tags. */
export const tagMap = list.transform((parts, context) => {
  const ours: readonly string[] = Object.values(tagNames);
  const names = new Map<string, string>();
  for (const part of parts) {
    const [own = "", theirs = ""] = part.split("=").map((side) => side.trim());
    if (!ours.includes(own) || theirs === "" || part.split("=").length !== 2) {
      context.addIssue({ code: "custom", message: "not tag=name" });
      return z.NEVER;
    }
    names.set(own, theirs);
  }
  return names;
});

/** `k2:<base64>,k1:<base64>`: the first one encrypts, all decrypt. */
export const encryptionKeys = list.transform((parts, context) => {
  const keys: EncryptionKey[] = [];
  for (const part of parts) {
    const match = /^([A-Za-z0-9_-]{1,32}):([A-Za-z0-9+/]{43}=)$/.exec(part);
    const [, id = "", encoded = ""] = match ?? [];
    if (!match) {
      context.addIssue({ code: "custom", message: "not name:key" });
      return z.NEVER;
    }
    keys.push({ id, key: Buffer.from(encoded, "base64") });
  }
  return keys;
});

const days = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** `Mon-Fri 09:00-17:30`. */
export const hours = z.string().transform((text, context): BusinessHours => {
  const match = /^([a-z]{3})-([a-z]{3}) (\d\d):(\d\d)-(\d\d):(\d\d)$/i.exec(text);
  const [, first = "", last = "", ...clock] = match ?? [];
  const [from, to] = [days.indexOf(first.toLowerCase()), days.indexOf(last.toLowerCase())];
  const [h1 = 0, m1 = 0, h2 = 0, m2 = 0] = clock.map(Number);
  const [opens, closes] = [h1 * 60 + m1, h2 * 60 + m2];
  if (!match || from < 0 || to < 0 || opens >= closes || closes > 1_440) {
    context.addIssue({ code: "custom", message: "not days and hours" });
    return z.NEVER;
  }
  const open = days.map((_, day) =>
    from <= to ? day >= from && day <= to : day >= from || day <= to,
  );
  return { open, opens, closes };
});

export const switchOn = z.stringbool({
  truthy: ["on", "true", "1", "yes"],
  falsy: ["off", "false", "0", "no"],
});

export function wholeNumber(from: number, to: number): z.ZodType<number, string> {
  return z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(from).max(to));
}

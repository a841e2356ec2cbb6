import { z } from "zod";

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

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

export const switchOn = z.stringbool({
  truthy: ["on", "true", "1", "yes"],
  falsy: ["off", "false", "0", "no"],
});

export function wholeNumber(from: number, to: number): z.ZodType<number, string> {
  return z.string().regex(/^\d+$/).transform(Number).pipe(z.number().int().min(from).max(to));
}

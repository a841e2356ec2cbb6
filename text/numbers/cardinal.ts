import { teens, tens as tensDigits, units } from "./digit-words.ts";

const valuesOf = (words: Readonly<Record<string, string>>, times: number) =>
  Object.entries(words).map(([word, digits]) => [word, Number(digits) * times] as const);

/** From one to nineteen: nobody says a quantity with "zero" or "oh". */
const small: Readonly<Record<string, number>> = Object.fromEntries(
  [...valuesOf(units, 1), ...valuesOf(teens, 1)].filter(([, value]) => value > 0),
);
const tens: Readonly<Record<string, number>> = Object.fromEntries(valuesOf(tensDigits, 10));

/** A number said as a quantity, and how many words it took. */
export interface Cardinal {
  readonly value: number;
  readonly used: number;
}

/**
 * Reads a quantity below a million: "four thousand nine hundred and fifty", "twenty five", "a
 * hundred", "forty nine hundred". Null where none begins.
 *
 * @param words lower case, hyphens taken for spaces
 */
export function readCardinal(words: readonly string[], from: number): Cardinal | null {
  const first = belowThousand(words, from);
  if (!first) return null;
  if (words[from + first.used] !== "thousand") return first;
  const used = first.used + 1;
  const and = words[from + used] === "and" ? 1 : 0;
  const rest = belowThousand(words, from + used + and);
  return rest
    ? { value: first.value * 1_000 + rest.value, used: used + and + rest.used }
    : { value: first.value * 1_000, used };
}

function belowThousand(words: readonly string[], from: number): Cardinal | null {
  const article =
    words[from] === "a" && /^(?:hundred|thousand)$/.test(words[from + 1] ?? "")
      ? { value: 1, used: 1 }
      : null;
  const first = article ?? belowHundred(words, from);
  if (!first) return null;
  if (words[from + first.used] !== "hundred") return first;
  const used = first.used + 1;
  const and = words[from + used] === "and" ? 1 : 0;
  const rest = belowHundred(words, from + used + and);
  return rest
    ? { value: first.value * 100 + rest.value, used: used + and + rest.used }
    : { value: first.value * 100, used };
}

/** One word or two: "twenty five". */
export function belowHundred(words: readonly string[], from: number): Cardinal | null {
  const word = words[from] ?? "";
  const ten = tens[word];
  if (ten === undefined) {
    const value = small[word];
    return value === undefined ? null : { value, used: 1 };
  }
  const one = small[words[from + 1] ?? ""];
  return one !== undefined && one < 10 ? { value: ten + one, used: 2 } : { value: ten, used: 1 };
}

const small: Readonly<Record<string, number>> = {
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};

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

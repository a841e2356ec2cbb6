import type { SpokenNumber } from "../numbers/spoken-digits.ts";
import { otherNumber } from "./announced.ts";
import type { Secret } from "./secret.ts";

/** A secret that is a number. */
export interface FoundNumber extends Secret {
  readonly digits: string;
}

/** A secret said again, whole or its beginning or end; of a card also before it was whole. */
export function repeated(
  text: string,
  numbers: readonly Pick<SpokenNumber, "digits" | "start" | "end">[],
  secrets: readonly FoundNumber[],
  isKept: (digits: string) => boolean,
): Secret[] {
  const known = byBeginningAndEnd(secrets);
  return numbers.flatMap(({ digits, start, end }) => {
    const secret = known.get(digits)?.find((one) => one.kind === "card" || one.end <= start);
    const kept = isKept(digits) || otherNumber().test(text.slice(Math.max(0, start - 30), start));
    return secret && !kept ? [{ kind: secret.kind, start, end }] : [];
  });
}

/** Shorter ones are in too many numbers to mean anything. */
const fewestAgain = 3;

/** Secrets by how they begin and end, the first of a kind alone: of many numbers each is looked up once. */
function byBeginningAndEnd(
  secrets: readonly FoundNumber[],
): ReadonlyMap<string, readonly FoundNumber[]> {
  const known = new Map<string, FoundNumber[]>();
  const add = (part: string, secret: FoundNumber): void => {
    const same = known.get(part) ?? [];
    const isCard = secret.kind === "card";
    if (!same.some(({ kind }) => (kind === "card") === isCard)) known.set(part, [...same, secret]);
  };
  for (const secret of secrets) {
    const { digits } = secret;
    for (let count = fewestAgain; count <= Math.min(digits.length, longestAgain); count++) {
      add(digits.slice(0, count), secret);
      add(digits.slice(-count), secret);
    }
  }
  return known;
}

/** Nobody says more digits again. */
const longestAgain = 32;

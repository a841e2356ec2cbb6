import type { SpokenNumber } from "../../numbers/spoken-digits.ts";
import { otherNumber } from "./announced.ts";
import type { Secret } from "./shaped.ts";

/** A secret that is a number. */
export interface FoundNumber extends Secret {
  readonly digits: string;
}

/** A secret said again, whole or its beginning or end; of a card also before it was whole. */
export function repeated(
  text: string,
  numbers: readonly SpokenNumber[],
  secrets: readonly FoundNumber[],
  isKept: (digits: string) => boolean,
): Secret[] {
  return numbers.flatMap(({ digits, start, end }) => {
    const secret = secrets.find(
      (one) =>
        (one.end <= start || one.kind === "card") &&
        digits.length > 2 &&
        (one.digits.endsWith(digits) || one.digits.startsWith(digits)),
    );
    const kept = isKept(digits) || otherNumber.test(text.slice(Math.max(0, start - 30), start));
    return secret && !kept ? [{ kind: secret.kind, start, end }] : [];
  });
}

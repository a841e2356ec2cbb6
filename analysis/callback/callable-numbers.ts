import type { SpokenNumber } from "../../text/numbers/spoken-digits.ts";
import { wholeNumbers } from "../../text/numbers/whole-numbers.ts";
import { isHome, isNorthAmerican, isPhone } from "../../text/phone/phone-number.ts";
import type { Places } from "../../text/phone/places.ts";
import { amidTalk, areaCodeAfter, endAgain, inFront, inHouse } from "./callback-words.ts";

/**
 * The numbers of a text as they are meant to be dialled: parts that talk has broken apart joined, a
 * corrected end in its place, an area code that was said behind in front.
 */
export function callableNumbers(text: string, places: Places): readonly SpokenNumber[] {
  const numbers = overTalk(
    text,
    wholeNumbers(text, (digits) => isPhone(digits, places)),
    places,
  );
  return numbers.map((one, index) => {
    const again = numbers[index + 1];
    if (!again || again.quantity) return one;
    const gap = text.slice(one.end, again.start);
    const isArea =
      areaCodeAfter.test(gap) || (gap.length < 40 && inFront.test(text.slice(again.end)));
    const digits = isArea ? again.digits + one.digits : withEnd(one, again, gap);
    return digits !== null && isPhone(digits, places)
      ? { digits, start: one.start, end: again.end }
      : one;
  });

  function withEnd(one: SpokenNumber, again: SpokenNumber, gap: string): string | null {
    const end = once(again.digits);
    if (end.length > 6 || end.length < 2) return null;
    return isPhone(one.digits, places) && endAgain.test(gap)
      ? one.digits.slice(0, -end.length) + end
      : null;
  }
}

/**
 * "Oh one three one, obviously that's Edinburgh, and then four nine six ...", "eight one six. Down,
 * Duke! Five five five ..."
 */
function overTalk(
  text: string,
  numbers: readonly SpokenNumber[],
  places: Places,
): readonly SpokenNumber[] {
  const joined: SpokenNumber[] = [];
  for (let at = 0; at < numbers.length;) {
    const [one, whole] = [numbers[at], inParts(at)];
    if (one) joined.push(whole ? { ...one, ...whole.number } : one);
    at = (whole?.last ?? at) + 1;
  }
  return joined;

  /** The number that begins here, as far as its parts make one. */
  function inParts(
    from: number,
  ): { readonly number: Pick<SpokenNumber, "digits" | "end">; readonly last: number } | null {
    let whole: ReturnType<typeof inParts> = null;
    let digits = numbers[from]?.digits ?? "";
    if (numbers[from]?.quantity || !areaCode.test(digits)) return null;
    if (inHouse.test(text.slice(0, numbers[from]?.start).slice(-longestInHouse))) return null;
    for (let last = from + 1; last <= from + mostParts; last++) {
      const [before, part] = [numbers[last - 1], numbers[last]];
      if (!before || !part || part.quantity || isPhone(part.digits, places)) break;
      if (!amidTalk.test(text.slice(before.end, part.start))) break;
      const end = isDialled(digits + once(part.digits)) ? once(part.digits) : part.digits;
      digits += end;
      if (!digits.startsWith("0") && digits.length !== 6 && digits.length !== 10) break;
      if (isDialled(digits)) whole = { number: { digits, end: part.end }, last };
    }
    return whole;
  }

  /** With the zero that is dialled before an area code, or with ten digits where there is none. */
  function isDialled(digits: string): boolean {
    if (!isPhone(digits, places)) return false;
    if (!digits.startsWith("0")) return digits.length === 10 && isNorthAmerican(places);
    return !digits.startsWith("00") && isHome(digits, places);
  }
}

/** "Extension ", and what may stand behind it. */
const longestInHouse = 16;

/** How a number begins that was said in parts: with a zero, or with three digits in North America. */
const areaCode = /^(?:0\d{1,7}|[2-9]\d\d(?:[2-9]\d\d)?)$/;
const mostParts = 4;

/** "Two five. Two five at the end." */
function once(digits: string): string {
  const half = digits.slice(0, digits.length / 2);
  return half + half === digits ? half : digits;
}

import { isOfNamedThing } from "./named-things.ts";

/** Digits of payment cards (ISO/IEC 7812). */
const fewest = 13;
const most = 19;
const usual = 16;
const amex = 15;

/** The parts of a card that was said in parts, by their places among the numbers of a text. */
export interface CardParts {
  readonly first: number;
  readonly last: number;
}

interface Part {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

const notCard =
  /\b(?:tracking|imei|serial|parcel|consignment|waybill|barcode|meter|policy|order|claim|invoice|certified|customer|account|member(?:ship)?|supply|reference|ref|mpan|mprn)(?:,? (?:number|no\.?|is|code|on (?:the|my) \w+))*\W*$/i;

/** "JJD0002 1234 5678 9012" is a parcel's: no card's begins with letters. */
const attached = /(?<![A-Z])[A-Z]{1,4}$/;
const announcesCard = /\b(?:card|visa|master ?card|amex|debit|credit)\b/i;

/** What begins so is a book, a SIM or a telephone, however long. */
const noCard = /^(?:97[89]\d{10}|89\d{17,18}|[0-29]\d{12,14}|[78]\d{12,14})$/;

/** Whether digits are a card's, by their length or their check digit. */
export function isCard(digits: string, before: string): boolean {
  const count = digits.length;
  if (notCard.test(before)) return false;
  if (attached.test(before) && !announcesCard.test(before)) return false;
  // Recognisers slip in one digit of sixteen, and then the check digit is wrong.
  return (
    count === usual ||
    (count >= fewest && count <= most && !noCard.test(digits) && passesLuhn(digits))
  );
}

/** A part is no longer than this, and neither is what is said between two: "hang on", "have you got that?". */
const longestPart = 12;
const longestTalk = 70;

const beforeIt = 45;

/** How far back what a number is of may be named. */
const reach = 110;

/** Another number is meant behind such words. */
const another =
  /\b(?:call|(?<!on the )phone|mobile|ring|number's|order|policy|invoice|reference|ref|extension|account|expir\w*|point)\b/i;

/** "And the last four, ...": that is no digit. */
const lastFour = /\blast\W*$/i;

/** Where a card begins that was said in parts, with talk between them: its check digit tells. */
export function cardInParts(
  text: string,
  numbers: readonly Part[],
  first: number,
  isPhone: (digits: string) => boolean,
): CardParts | null {
  let digits = "";
  let talked = first;
  const before = text.slice(
    Math.max(0, (numbers[first]?.start ?? 0) - reach),
    numbers[first]?.start,
  );
  if (another.test(before.slice(-beforeIt)) || isOfNamedThing(before)) return null;
  for (let last = first; last < numbers.length; last++) {
    const part = numbers[last];
    if (!part || part.digits.length > longestPart || part.digits.startsWith("+")) return null;
    if (part.digits.startsWith("0") && isPhone(part.digits)) return null;
    const talk = last > first ? text.slice(numbers[talked]?.end, part.start) : "";
    if (part.digits.length === 1 && lastFour.test(talk)) continue;
    if (talk.length > longestTalk || another.test(talk)) return null;
    talked = last;
    digits += part.digits;
    if (digits.length > usual || !/^[3-6]/.test(digits)) return null;
    const whole = digits.length === usual || (digits.length === amex && /^3[47]/.test(digits));
    if (last > first && whole && passesLuhn(digits)) return { first, last };
  }
  return null;
}

function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (const [index, character] of digits.split("").toReversed().entries()) {
    const digit = Number(character) * (index % 2 === 1 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return sum % 10 === 0;
}

import { parsePhoneNumberFromString as parse, type CountryCode } from "libphonenumber-js/min";

/** No country has a shorter number, or a longer one with whatever is dialled before it. */
const fewestDigits = 3;
const mostDigits = 24;

type Parsed = NonNullable<ReturnType<typeof parse>>;

/** A number as read, each of its answers found once. */
class KnownNumber {
  readonly number: string;
  readonly nationalNumber: string;
  readonly countryCallingCode: string;
  readonly #parsed: Parsed;
  #possible: boolean | null = null;
  #valid: boolean | null = null;

  constructor(parsed: Parsed) {
    this.#parsed = parsed;
    this.number = parsed.number;
    this.nationalNumber = parsed.nationalNumber;
    this.countryCallingCode = parsed.countryCallingCode;
  }

  isPossible(): boolean {
    return (this.#possible ??= this.#parsed.isPossible());
  }

  isValid(): boolean {
    return (this.#valid ??= this.#parsed.isValid());
  }

  formatNational(...options: Parameters<Parsed["formatNational"]>): string {
    return this.#parsed.formatNational(...options);
  }

  formatInternational(): string {
    return this.#parsed.formatInternational();
  }
}

/**
 * A voicemail's numbers are asked for some ten times each, and reading one takes long. So many are
 * remembered, then all forgotten.
 */
const mostKnown = 4_000;
const known = new Map<string, KnownNumber | undefined>();

/**
 * The same as the library's, which reads what it has read before anew, and makes an error with a
 * stack of what is no number.
 */
export function parsePhoneNumberFromString(
  text: string,
  country?: CountryCode,
): KnownNumber | undefined {
  const digits = text.replaceAll(/\D/g, "").length;
  // No country's code begins with a zero.
  if (digits < fewestDigits || digits > mostDigits || text.startsWith("+0")) return undefined;
  const key = `${country ?? ""} ${text}`;
  if (known.has(key)) return known.get(key);
  if (known.size >= mostKnown) known.clear();
  const parsed = parse(text, country);
  const number = parsed && new KnownNumber(parsed);
  known.set(key, number);
  return number;
}

import { getCountryCallingCode, type CountryCode } from "libphonenumber-js/min";
import { parsePhoneNumberFromString } from "./parse-phone-number.ts";
import { placesOf, type Places } from "./places.ts";

/**
 * Reads digits as a phone number, E.164; null when they cannot be one. Numbers reserved for fiction
 * count: possible is enough. What is whole and valid as it stands comes first, in the caller's
 * country before the line's and the one where they say they are. Then the caller's country where
 * the number is written as it is dialled there, the line's, and the caller's however it is written.
 */
export function toE164(digits: string, places: Places): string | null {
  const { caller } = places;
  return (
    wholeIn(digits, places) ||
    (caller !== null && digits.length >= fewestAbroad && asDialledIn(caller, digits)) ||
    read(digits, places.line) ||
    (caller !== null && read(digits, [caller])) ||
    (isForeign(digits) ? `+${digits.replace("+", "")}` : null)
  );
}

/** The first of the places of a call where digits are a valid number with all that is dialled there. */
function wholeIn(digits: string, { caller, line, place }: Places): string | null {
  if (digits.length < fewestDigits || digits.startsWith("+")) return null;
  const countries = [...(caller === null ? [] : [caller]), ...line, ...(place ? [place] : [])];
  const readings = countries.map((one) => {
    const parsed = parsePhoneNumberFromString(digits, one);
    const isOf = parsed?.countryCallingCode === getCountryCallingCode(one);
    return isOf && parsed?.isValid() && isWhole(digits, parsed.formatNational()) ? parsed : null;
  });
  return readings.find((parsed) => parsed !== null)?.number ?? null;
}

function isWhole(digits: string, national: string): boolean {
  return national.replaceAll(/\D/g, "") === digits;
}

/** A number with another country's code, whose `+` nobody said. */
function isForeign(digits: string): boolean {
  return parsePhoneNumberFromString(`+${digits.replace("+", "")}`)?.isValid() === true;
}

/** As it is dialled in one of the countries, or with another's code after `+`, 00 or 011. */
function read(digits: string, countries: readonly CountryCode[]): string | null {
  const international = /^(?:00|011)/.test(digits) ? [`+${digits.replace(/^(?:00|011)/, "")}`] : [];
  const readings = [digits, ...international].flatMap((candidate) =>
    countries.map((one) => parsePhoneNumberFromString(candidate, one)),
  );
  return readings.find((parsed) => parsed?.isPossible())?.number ?? null;
}

/** Nobody dials these without a zero unless they are such: elsewhere the way of writing tells. */
const withoutZero: Partial<Record<CountryCode, RegExp>> = { IN: /^[06-9]/ };

/**
 * E.164 of digits that people of a country write just so: with the zero in front where one is
 * dialled, without where none is.
 */
function asDialledIn(country: CountryCode, digits: string): string | null {
  const parsed = parsePhoneNumberFromString(digits, country);
  if (!parsed?.isPossible() || parsed.countryCallingCode !== getCountryCallingCode(country))
    return null;
  if (withoutZero[country]?.test(digits) === false) return null;
  const written = [parsed.formatNational(), parsed.formatNational({ nationalPrefix: false })];
  return written.some((one) => one.replaceAll(/\D/g, "") === digits) ? parsed.number : null;
}

/** Fewer digits than this are no number that can be called without knowing from where. */
const fewestDigits = 9;

/**
 * Whether digits alone are a phone number, as one is dialled in the line's or the caller's country,
 * or with another's code.
 */
export function isPhone(digits: string, places: Places): boolean {
  const { line, caller } = places;
  const bare = digits.replace("+", "");
  if (bare.length < fewestDigits) return false;
  return (
    read(digits, line) !== null ||
    (caller !== null && asDialledIn(caller, digits) !== null) ||
    wholeIn(digits, places) !== null ||
    isForeign(digits)
  );
}

/** Fewer digits are no whole number of a country that is not the line's. */
const fewestAbroad = 8;

/**
 * Whether digits are dialled like this in the line's or the caller's country: with the leading
 * zero, or as a valid number without it.
 */
export function isHome(digits: string, places: Places): boolean {
  const { line, caller } = places;
  if (wholeIn(digits, places) !== null) return true;
  if (caller !== null && digits.length >= fewestAbroad && asDialledIn(caller, digits) !== null)
    return true;
  return line.some((one) => {
    const parsed = parsePhoneNumberFromString(digits, one);
    if (parsed && parsed.countryCallingCode !== getCountryCallingCode(one)) return false;
    return digits.startsWith("0")
      ? parsed?.isPossible() === true && parsed.nationalNumber !== digits
      : parsed?.isValid() === true &&
          (digits.length >= fewestDigits || asDialledIn(one, digits) !== null);
  });
}

/** Where numbers are an area code of three digits and seven more. */
export function isNorthAmerican({ line, caller }: Places): boolean {
  return [...line, ...(caller === null ? [] : [caller])].some(
    (one) => getCountryCallingCode(one) === "1",
  );
}

/**
 * A number as it is dialled from next door, without its area code: the caller's own number has the
 * rest. Null where it cannot be one, or the caller's own is no such number.
 */
export function nearby(
  digits: string,
  calledFrom: string | null,
  country: string | null,
): string | null {
  const own =
    calledFrom === null
      ? undefined
      : parsePhoneNumberFromString(calledFrom, placesOf(country).line[0]);
  if (!own?.isPossible() || !/^[2-9]\d{5,7}$/.test(digits)) return null;
  const number = own.number.slice(0, -digits.length) + digits;
  // A mobile has no area: its first digits say which network it is of.
  const sameArea =
    own.countryCallingCode === "1"
      ? digits.length === 7
      : own.nationalNumber.length >= 8 && !mobile.test(own.number);
  return sameArea && own.nationalNumber.length > digits.length ? number : null;
}

/** By country: numbers that begin so have no area. */
const mobile = /^\+(?:447|3538|614|642|27[678]|91[6-9]|65)/;

/** E.164 as people read it: `+44 20 7946 0958`. */
export function readable(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

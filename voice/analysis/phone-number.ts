import { getCountryCallingCode, isSupportedCountry, type CountryCode } from "libphonenumber-js/min";
import { parsePhoneNumberFromString } from "./parse-phone-number.ts";

/** Where a line's country is unknown, numbers are read as from one of these: the leading 0 tells them apart. */
const fallbackCountries: readonly CountryCode[] = ["US", "GB"];

function countriesFor(country: string | null): readonly CountryCode[] {
  const code = country?.toUpperCase() ?? "";
  return isSupportedCountry(code) ? [code] : fallbackCountries;
}

/**
 * Reads digits as a phone number of a country, E.164; null when they cannot be one. Numbers reserved for fiction count:
 * possible is enough.
 */
export function toE164(digits: string, country: string | null): string | null {
  return read(digits, country) ?? (isForeign(digits) ? `+${digits.replace("+", "")}` : null);
}

/** A number with another country's code, whose `+` nobody said. */
function isForeign(digits: string): boolean {
  return parsePhoneNumberFromString(`+${digits.replace("+", "")}`)?.isValid() === true;
}

/** As it is dialled in that country, or with another's code after `+`, 00 or 011. */
function read(digits: string, country: string | null): string | null {
  const international = /^(?:00|011)/.test(digits) ? [`+${digits.replace(/^(?:00|011)/, "")}`] : [];
  const readings = [digits, ...international].flatMap((candidate) =>
    countriesFor(country).map((one) => parsePhoneNumberFromString(candidate, one)),
  );
  return readings.find((parsed) => parsed?.isPossible())?.number ?? null;
}

/** Fewer digits than this are no number that can be called without knowing from where. */
const fewestDigits = 9;

/** Whether digits alone are a phone number, as one is dialled in the line's country, or with another's code. */
export function isPhone(digits: string, country: string | null): boolean {
  const bare = digits.replace("+", "");
  if (bare.length < fewestDigits) return false;
  return read(digits, country) !== null || isForeign(digits);
}

/** Whether digits are dialled like this in the line's country: with the leading zero, or as a valid number without it. */
export function isHome(digits: string, country: string | null): boolean {
  return countriesFor(country).some((one) => {
    const parsed = parsePhoneNumberFromString(digits, one);
    if (parsed && parsed.countryCallingCode !== getCountryCallingCode(one)) return false;
    return digits.startsWith("0")
      ? parsed?.isPossible() === true && parsed.nationalNumber !== digits
      : parsed?.isValid() === true;
  });
}

/** Where numbers are an area code of three digits and seven more. */
export function isNorthAmerican(country: string | null): boolean {
  return countriesFor(country).some((one) => getCountryCallingCode(one) === "1");
}

/**
 * A number as it is dialled from next door, without its area code: the caller's own number has the rest. Null where it cannot be
 * one, or the caller's own is no such number.
 */
export function nearby(
  digits: string,
  calledFrom: string | null,
  country: string | null,
): string | null {
  const own =
    calledFrom === null
      ? undefined
      : parsePhoneNumberFromString(calledFrom, countriesFor(country)[0]);
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

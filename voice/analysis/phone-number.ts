import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from "libphonenumber-js/min";

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
  const candidates = digits.startsWith("+")
    ? [digits]
    : [
        digits,
        ...(/^(?:00|011)/.test(digits) ? [`+${digits.replace(/^(?:00|011)/, "")}`] : []),
        `+${digits}`,
      ];
  const readings = candidates.flatMap((candidate) =>
    countriesFor(country).map((one) => parsePhoneNumberFromString(candidate, one)),
  );
  return readings.find((parsed) => parsed?.isPossible())?.number ?? null;
}

/** Fewer digits than this are no number that can be called without knowing from where. */
const fewestDigits = 9;

/** Whether digits alone are a phone number, of the line's country or with their country's code. */
export function isPhone(digits: string, country: string | null): boolean {
  return digits.replace("+", "").length >= fewestDigits && toE164(digits, country) !== null;
}

/** E.164 as people read it: `+44 20 7946 0958`. */
export function readable(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

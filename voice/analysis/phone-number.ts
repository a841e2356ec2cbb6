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
  return read(digits, country) ?? read(`+${digits.replace("+", "")}`, country);
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
  return (
    read(digits, country) !== null || parsePhoneNumberFromString(`+${bare}`)?.isValid() === true
  );
}

/** E.164 as people read it: `+44 20 7946 0958`. */
export function readable(number: string): string {
  return parsePhoneNumberFromString(number)?.formatInternational() ?? number;
}

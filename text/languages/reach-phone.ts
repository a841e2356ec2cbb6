import {
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from "libphonenumber-js/min";
import type { Language } from "./load-languages.ts";

/**
 * Reads digits as a phone number that somebody of a language leaves: of the caller's country, the
 * line's, or the language's own. One that is in use there comes before one that merely has the
 * right length.
 *
 * @returns E.164; null when it can be none
 */
export function reachedOn(
  digits: string,
  language: Language,
  from: { readonly country: string | null; readonly calledFrom: string | null },
): string | null {
  const readings = countriesOf(language, from).flatMap((country) => {
    const said = digits.replace(/^00/, "+");
    const parsed = parsePhoneNumberFromString(said, country);
    return parsed ? [parsed] : [];
  });
  const found =
    readings.find((one) => one.isValid()) ??
    readings.find((one) => one.isPossible() && dialled(digits, one.number));
  return found?.number ?? null;
}

/** With a zero before it, a `+`, or from where there is none. */
function dialled(digits: string, number: string): boolean {
  return /^(?:\+|0)/.test(digits) || number.endsWith(digits);
}

function countriesOf(
  { countries }: Language,
  { country, calledFrom }: { readonly country: string | null; readonly calledFrom: string | null },
): CountryCode[] {
  const line = country?.toUpperCase() ?? "";
  const caller = calledFrom === null ? undefined : parsePhoneNumberFromString(calledFrom)?.country;
  const [home = ""] = countries;
  const inOrder = countries.includes(line) ? [line, home] : [home, line];
  return [...new Set([caller ?? "", ...inOrder])].filter((one) => isSupportedCountry(one));
}

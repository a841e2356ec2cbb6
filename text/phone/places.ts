import {
  getCountries,
  getCountryCallingCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
  type CountryCode,
} from "libphonenumber-js/min";

/** Where a number that somebody says may be dialled. */
export interface Places {
  /** Of the line that was called; several where it is unknown. */
  readonly line: readonly CountryCode[];
  /** From which the caller rings; null where it is the line's, or unknown. */
  readonly caller: CountryCode | null;
}

/** Where a line's country is unknown, numbers are read as from one of these: the leading 0 tells them apart. */
const fallbackCountries: readonly CountryCode[] = ["US", "GB"];

/** Of countries that share a code, the one that most of its numbers are of. */
const largest: readonly CountryCode[] = ["US", "GB", "AU", "IT", "NO", "RU", "FI", "MA"];

/**
 * The countries as whose a caller's numbers are read.
 *
 * @param country of the line, ISO 3166-1 alpha-2
 * @param calledFrom the caller's own number, E.164
 */
export function placesOf(country: string | null, calledFrom: string | null = null): Places {
  const code = country?.toUpperCase() ?? "";
  const line: readonly CountryCode[] = isSupportedCountry(code) ? [code] : fallbackCountries;
  const caller = calledFrom === null ? null : countryOf(calledFrom);
  return { line, caller: caller !== null && !sameCode(caller, line) ? caller : null };
}

/** The same places, for a number of which the caller says what country's it is: "my Australian mobile is ...". */
export function placesFor(before: string, places: Places): Places {
  const named = namedCountry.exec(before)?.[1]?.toLowerCase();
  const country = named === undefined ? undefined : byName.get(named);
  if (country === undefined) return places;
  return { line: places.line, caller: sameCode(country, places.line) ? null : country };
}

/** The country that has given out a number, E.164; null where none has. */
export function registeredCountry(number: string): CountryCode | null {
  return parsePhoneNumberFromString(number)?.country ?? null;
}

function countryOf(number: string): CountryCode | null {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed) return null;
  // A number reserved for fiction is of no country, but of its code.
  const shares = (one: CountryCode): boolean =>
    getCountryCallingCode(one) === parsed.countryCallingCode;
  return parsed.country ?? largest.find(shares) ?? getCountries().find(shares) ?? null;
}

function sameCode(country: CountryCode, others: readonly CountryCode[]): boolean {
  return others.some((one) => getCountryCallingCode(one) === getCountryCallingCode(country));
}

/** What people call a number of their country, or of the one where they are. */
const names: readonly (readonly [CountryCode, ...(readonly string[])])[] = [
  ["AU", "australian", "aussie"],
  ["AT", "austrian"],
  ["BE", "belgian"],
  ["BR", "brazilian"],
  ["CA", "canadian"],
  ["CH", "swiss"],
  ["DE", "german"],
  ["DK", "danish"],
  ["ES", "spanish"],
  ["FR", "french"],
  ["GB", "uk", "british", "english", "scottish", "welsh"],
  ["IE", "irish"],
  ["IN", "indian"],
  ["IT", "italian"],
  ["NL", "dutch"],
  ["NO", "norwegian"],
  ["NZ", "new zealand", "kiwi"],
  ["PL", "polish"],
  ["PT", "portuguese"],
  ["SE", "swedish"],
  ["SG", "singapore"],
  ["US", "us", "u.s.", "american"],
  ["ZA", "south african"],
];
const byName: ReadonlyMap<string, CountryCode> = new Map(
  names.flatMap(([country, ...called]) => called.map((name) => [name, country] as const)),
);
const namedCountry = new RegExp(
  `\\b(${[...byName.keys()].map((name) => name.replaceAll(".", "\\.")).join("|")})\\s+(?:(?:mobile|cell|phone|landline|office|home|work|number|sim|card|line|one)\\s*){1,3}(?:[\\s,:]*(?:is|it's|that's|on|at))*[\\s,:]*$`,
  "i",
);

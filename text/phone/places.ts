import { eitherCase } from "../either-case.ts";
import { everyMatch } from "../every-match.ts";
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
  /** Where the caller says they are, beside a number. */
  readonly place?: CountryCode;
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

/**
 * The same places, for a number of which the caller says what country's it is, "my Australian
 * mobile is ...", or where they are: "I'm in Boston, call ...".
 *
 * @param before what is said before the number
 */
export function placesFor(before: string, places: Places): Places {
  const named = namedCountry.exec(before.slice(-adjectiveReach))?.[1]?.toLowerCase();
  const country = named === undefined ? undefined : byName.get(named);
  if (country !== undefined) {
    return { line: places.line, caller: sameCode(country, places.line) ? null : country };
  }
  const there = everyMatch(before, stays).at(-1)?.[1]?.toLowerCase();
  const place = there === undefined ? undefined : byPlace.get(there);
  return place === undefined ? places : { ...places, place };
}

/** Whether it is said right before a number what country's it is. */
export function isOfCountry(before: string): boolean {
  return namedCountry.test(before.slice(-adjectiveReach));
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

/** How far before a number it is said what country's it is. */
const adjectiveReach = 70;

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

/** Countries, and towns that everybody knows, one country a line. */
const towns: readonly (readonly [CountryCode, string])[] = [
  ["AT", "austria|vienna|salzburg|graz|innsbruck|linz"],
  ["AU", "australia|sydney|melbourne|brisbane|perth|adelaide|canberra"],
  ["BE", "belgium|brussels|antwerp|ghent|bruges|liège"],
  ["CA", "canada|toronto|vancouver|montreal|ottawa|calgary|edmonton"],
  ["CH", "switzerland|zurich|zürich|geneva|basel|bern|lausanne"],
  ["DE", "germany|berlin|munich|hamburg|cologne|frankfurt|stuttgart|düsseldorf|leipzig|dresden"],
  ["DK", "denmark|copenhagen|aarhus"],
  [
    "ES",
    "spain|madrid|barcelona|valencia|seville|malaga|málaga|bilbao|alicante|majorca|mallorca|tenerife",
  ],
  ["FR", "france|paris|lyon|marseille|bordeaux|nice|toulouse|lille|nantes|strasbourg|cannes"],
  [
    "GB",
    "england|scotland|wales|britain|the uk|london|manchester|birmingham|leeds|glasgow|edinburgh|liverpool|bristol|cardiff|belfast|sheffield",
  ],
  ["IE", "ireland|dublin|cork|galway|limerick"],
  ["IN", "india|mumbai|delhi|bangalore|chennai|kolkata|hyderabad|pune"],
  ["IT", "italy|rome|milan|naples|turin|florence|venice|bologna|genoa|verona"],
  ["NL", "holland|the netherlands|amsterdam|rotterdam|the hague|utrecht|eindhoven"],
  ["NO", "norway|oslo|bergen"],
  ["NZ", "new zealand|auckland|wellington|christchurch"],
  ["PL", "poland|warsaw|krakow|kraków|gdansk|gdańsk"],
  ["PT", "portugal|lisbon|porto|faro|the algarve"],
  ["SE", "sweden|stockholm|gothenburg|malmö"],
  ["SG", "singapore"],
  [
    "US",
    "america|the states|the us|the usa|new york|boston|chicago|los angeles|san francisco|seattle|miami|dallas|houston|atlanta|denver|philadelphia|las vegas|san diego|austin|portland|orlando",
  ],
  ["ZA", "south africa|johannesburg|cape town|durban|pretoria"],
];
const byPlace: ReadonlyMap<string, CountryCode> = new Map(
  towns.flatMap(([country, called]) => called.split("|").map((name) => [name, country] as const)),
);
/** Towns that are words of English as well: only a capital letter tells them apart, "to Nice" from "to nice people". */
const alsoWords: ReadonlySet<string> = new Set(["nice", "cork", "cologne", "limerick"]);

const written = (name: string): string =>
  alsoWords.has(name) ? name.charAt(0).toUpperCase() + name.slice(1) : eitherCase(name);

/** "In Boston", "outside Madrid". */
const stays = new RegExp(
  `\\b(?:${eitherCase("in|at|near|outside|around|to|over in|from")})\\s+(${[...byPlace.keys()].map(written).join("|")})(?![\\p{L}])`,
  "gu",
);

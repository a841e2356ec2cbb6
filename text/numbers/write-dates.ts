import { belowHundred } from "./cardinal.ts";

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

const ordinals: Readonly<Record<string, number>> = {
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  sixth: 6,
  seventh: 7,
  eighth: 8,
  ninth: 9,
  tenth: 10,
  eleventh: 11,
  twelfth: 12,
  thirteenth: 13,
  fourteenth: 14,
  fifteenth: 15,
  sixteenth: 16,
  seventeenth: 17,
  eighteenth: 18,
  nineteenth: 19,
  twentieth: 20,
  thirtieth: 30,
};

const ones = Object.keys(ordinals)
  .filter((word) => (ordinals[word] ?? 0) < 10)
  .join("|");
const ordinal = `(?:(?:twenty|thirty)[ -](?:${ones})|${Object.keys(ordinals).join("|")})`;
const month = `(?:${months.join("|")})`;
const century = "(?:nineteen|twenty)";
const ten = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)";
const unit = "(?:one|two|three|four|five|six|seven|eight|nine)";
const year = `(?:,? (${century}[ -](?:oh[ -]${unit}|${ten}(?:[ -]${unit})?|ten|eleven|twelve|\\w+teen)|two thousand(?: and)?(?: (?:${unit}|ten|eleven|twelve|\\w+teen|${ten}(?:[ -]${unit})?))?))?`;

const dayFirst = new RegExp(`\\b(?:the )?(${ordinal})(?: day)? of (${month})${year}\\b`, "giu");
/** "May first" may be no date: that month wants "the" between, or "on" before. */
const monthFirst = new RegExp(
  `(?<!\\b(?:I|we|they|you|to) )\\b(?:(${month.replace("May|", "")})(?: the)?|(May) the|(?<=\\bon )(May)) (${ordinal})${year}\\b`,
  "giu",
);

/** "the third of March" becomes "3 March", "November twenty second" "November 22", with the year where one was said. */
export function writeDates(text: string): string {
  return text
    .replaceAll(dayFirst, (said: string, day: string, name: string, inYear?: string) => {
      const number = dayOf(day);
      return number === null ? said : `${number} ${capital(name)}${yearOf(inYear, " ")}`;
    })
    .replaceAll(
      monthFirst,
      (
        said: string,
        plain: string | undefined,
        the: string | undefined,
        on: string | undefined,
        day: string,
        inYear?: string,
      ) => {
        const number = dayOf(day);
        const name = plain ?? the ?? on ?? "";
        return number === null ? said : `${capital(name)} ${number}${yearOf(inYear, ", ")}`;
      },
    );
}

function dayOf(said: string): number | null {
  const [first = "", second] = said.toLowerCase().split(/[ -]/);
  const day =
    second === undefined
      ? ordinals[first]
      : (first === "twenty" ? 20 : 30) + (ordinals[second] ?? 0);
  return day === undefined || day > 31 ? null : day;
}

/** "nineteen eighty two", "twenty oh five", "two thousand and six". */
function yearOf(said: string | undefined, between: string): string {
  if (said === undefined) return "";
  const words = said.toLowerCase().split(/[ -]/);
  const rest = words.slice(words[0] === "two" ? 2 : 1).filter((word) => word !== "and");
  const hundreds = words[0] === "two" || words[0] === "twenty" ? 2000 : 1900;
  const [first, second] = rest;
  const last = first === "oh" ? belowHundred([second ?? ""], 0) : belowHundred(rest, 0);
  return `${between}${hundreds + (last?.value ?? 0)}`;
}

function capital(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1).toLowerCase()}`;
}

import { once } from "../rules/once.ts";
import { spokenTimes } from "./clock-times.ts";

/** One part of an IP address: no zero in front, at most 255. */
const octet = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
const quad = new RegExp(`(?<![\\d.+/-])${octet}(?:\\.${octet}){3}(?!\\.?\\d)`, "g");

/** "20.12.34.56" after a wish to be called is how a Dane writes a number. */
const pairs = /^\d\d(?:\.\d\d){3}$/;
const wish =
  /\b(?:call|ring|phone|reach|text|number|mobile|cell|me)(?: me| us)?(?: back)?(?: on| at| is|'s)?\W*$/i;

const digit =
  "(?:\\d{1,5}|zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]{3,5}teen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|and|double|triple|treble)";
const part = `${digit}(?:[ -]${digit}){0,5}`;
/** "One nine two dot one six eight dot one dot two five four": four parts, and no more. */
const spokenQuad = new RegExp(
  `(?<!\\bdot )\\b${part}(?: dot ${part}){3}(?! dot\\b)(?![\\w-])`,
  "gi",
);

/** What is counted by versions. */
const versioned =
  "(?:version|firmware|release|build|software|driver|patch|bios|kernel|update(?:d)? to|upgraded? to)";
const version = new RegExp(
  `\\b${versioned}(?: (?:number|is|was|to|from|of))*:? (v?\\d+(?:[.-]\\d+)+|${part}(?: (?:dot|point) ${part})+)`,
  "gi",
);
/** Another version beside one: it has the same first part. */
const dotted = /(?<![\d.+])\d+(?:\.\d+)+(?!\.?\d)/g;

const decimal = "[-\u2212]?\\d{1,3}\\.\\d{3,8}";
const coordinates = new RegExp(
  `(?<![\\d.])${decimal}\u00B0?[,;]?(?: (?:and|by|minus|north|south|east|west|n|s|e|w|latitude|longitude)\\b,?)* ?${decimal}(?!\\.?\\d)`,
  "gi",
);

/** "$1,249.00", "1,429.00", "1.249.500". */
const amount =
  /[$\u00A3\u20AC]\s?\d[\d.,]*|(?<![\d,.])[1-9]\d{0,2}(?:,\d{3})+\.\d\d(?!\d)|(?<![\d,.+])[1-9]\d?(?:\.\d{3}){2}(?![.,]?\d)/g;

/** "206-555-0163-B" is a part's. */
const withLetter = /(?<![\d-])\d+(?:-\d+)+-[A-Z]{1,3}(?![\w-])/g;

/** "10 15, 11 30 or 14 45": times, one beside the other. */
const hour = "(?:[01]?\\d|2[0-3])[ .:][0-5][05]";
const times = new RegExp(`(?<![\\d ,])\\s?${hour}(?:,? (?:or |and )?${hour})+(?![ \\d]*\\d)`, "g");
const apart = /,| or | and /;

/** "06 39, 07 12, 07 45 and 08 18": a timetable has other minutes as well, and goes on from one to the next. */
const anyHour = "(?:[01]?\\d|2[0-3])[ .:h][0-5]\\d";
const timetable = new RegExp(
  `(?<![\\d ,])\\s?${anyHour}(?:(?:, ?(?:and |or )?| and | or )${anyHour}){2,24}(?![ \\d]*\\d)`,
  "g",
);

function goesOn(said: string): boolean {
  const minutes = [...said.matchAll(/(\d{1,2})[ .:h](\d\d)/g)].map(
    ([, hours, past]) => Number(hours) * 60 + Number(past),
  );
  return minutes.every((one, at) => at === 0 || one > (minutes[at - 1] ?? 0));
}

/** "01:12", "02:41:17". */
const clock = /(?<![\d:.])(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![:\d])/g;

/** "0x80070005". */
const hexadecimal = /\b0x[\da-f]+\b/gi;

/** "At four, one, five" may be a number: minutes make it a time. */
const minutes = /\b(?:to|past|ten|fifteen|twenty|thirty|forty|fifty)\b/i;

interface Kind {
  readonly pattern: RegExp;
  /** What else must hold. (Default: nothing) */
  readonly isOne?: (said: string, before: string) => boolean;
}

const kinds = once((): readonly Kind[] => [
  { pattern: quad, isOne: (said, before) => !pairs.test(said) || !wish.test(before) },
  { pattern: spokenQuad },
  { pattern: coordinates },
  { pattern: amount },
  { pattern: withLetter },
  { pattern: hexadecimal },
  { pattern: clock },
  { pattern: timetable, isOne: goesOn },
  { pattern: times, isOne: (said) => apart.test(said) },
  ...spokenTimes().map((pattern) => ({ pattern, isOne: (said: string) => minutes.test(said) })),
]);

/**
 * A text whose addresses of computers, versions, coordinates, prices and times stand as letters,
 * each as long as it was: nobody is called on them, and no number goes on through them.
 */
export function withoutAddresses(text: string): string {
  return kinds().reduce(hide, withoutVersions(text));
}

/** What is a time or an address in every language; in most a phone number is written with points between its pairs. */
const everywhere: readonly Kind[] = [
  { pattern: hexadecimal },
  { pattern: clock },
  { pattern: timetable, isOne: goesOn },
  { pattern: quad, isOne: (said, before) => !pairs.test(said) || ofMachine.test(before) },
];
const ofMachine = /\b(?:ip|log|host|router|netzwerk|protok\w+|server\w*|serveur|servidor)\b/i;

/** A text in whatever language, its times and addresses of computers hidden in the same way. */
export function withoutTimes(text: string): string {
  return everywhere.reduce(hide, text);
}

function withoutVersions(text: string): string {
  const majors = new Set([...text.matchAll(version)].map(([said]) => major(said)));
  if (majors.size === 0) return text;
  return [
    { pattern: version },
    { pattern: dotted, isOne: (said: string) => majors.has(major(said)) },
  ].reduce(hide, text);
}

/** "202" of "firmware 202.555.0114". */
function major(said: string): string {
  return /\d+(?=\.)/.exec(said)?.[0] ?? "";
}

/** How far back a wish to be called is looked for, in letters. */
const wishWithin = 30;

function hide(text: string, { pattern, isOne }: Kind): string {
  let seen = "";
  let at = 0;
  for (const { 0: said, index } of text.matchAll(pattern)) {
    const before = text.slice(Math.max(0, index - wishWithin), index);
    if (isOne?.(said, before) === false) continue;
    seen += text.slice(at, index) + "x".repeat(said.length);
    at = index + said.length;
  }
  return seen + text.slice(at);
}

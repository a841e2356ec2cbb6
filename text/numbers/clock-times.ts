export const hours: readonly string[] = [
  "one",
  "two",
  "three",
  "four",
  "five",
  "six",
  "seven",
  "eight",
  "nine",
  "ten",
  "eleven",
  "twelve",
];

export const hourWord = `(?:${hours.join("|")})`;
/** Of five minutes each: who says others dictates a number. */
export const minuteWord = "(?:oh five|ten|fifteen|(?:twenty|thirty|forty|fifty)(?:[ -]five)?)";
const when = "(?:at|by|from|before|after|until|till|about|around|say|between)";

/** "At five to twelve", "from ten, eleven or two thirty": a number in it is none that somebody dictates. */
export const spokenTimes: readonly RegExp[] = [
  new RegExp(
    `\\b${when} (?:five|ten|twenty(?:[ -]five)?|(?:a )?quarter) (?:to|past) ${hourWord}(?![\\w-])`,
    "gi",
  ),
  new RegExp(
    `\\b${when} ${hourWord}(?:[ -]${minuteWord})?(?:(?:,? (?:and|or) |, )${hourWord}(?:[ -]${minuteWord})?(?![\\w-]| (?:${hours.join("|")}|oh|zero)\\b)){2,8}`,
    "gi",
  ),
];

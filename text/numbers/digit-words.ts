/** The usual word of each digit, in their order. */
export const digitNames = "zero one two three four five six seven eight nine".split(" ");

/** Words for one digit. */
export const units: Readonly<Record<string, string>> = {
  ...Object.fromEntries(digitNames.map((name, digit) => [name, String(digit)])),
  oh: "0",
  o: "0",
  nought: "0",
  naught: "0",
  nil: "0",
  niner: "9",
};
/** Words for two digits. */
export const teens: Readonly<Record<string, string>> = {
  ten: "10",
  eleven: "11",
  twelve: "12",
  thirteen: "13",
  fourteen: "14",
  fifteen: "15",
  sixteen: "16",
  seventeen: "17",
  eighteen: "18",
  nineteen: "19",
};
/** Words for the first of two digits. */
export const tens: Readonly<Record<string, string>> = {
  twenty: "2",
  thirty: "3",
  forty: "4",
  fourty: "4",
  fifty: "5",
  sixty: "6",
  seventy: "7",
  eighty: "8",
  ninety: "9",
};
/** "Four fives". */
export const plurals: Readonly<Record<string, string>> = {
  zeros: "0",
  zeroes: "0",
  noughts: "0",
  ohs: "0",
  ones: "1",
  twos: "2",
  threes: "3",
  fours: "4",
  fives: "5",
  sixes: "6",
  sevens: "7",
  eights: "8",
  nines: "9",
};
/** Words that say the next digit more than once. */
export const repeats: Readonly<Record<string, number>> = {
  double: 2,
  triple: 3,
  treble: 3,
  quadruple: 4,
};

/** What recognisers write for digits; believed only among such as are certain. */
export const slips: Readonly<Record<string, string>> = {
  to: "2",
  too: "2",
  for: "4",
  fore: "4",
  ate: "8",
  won: "1",
  when: "1",
  tree: "3",
  sex: "6",
  know: "0",
  owe: "0",
  nein: "9",
  fife: "5",
  sicks: "6",
};

/** What recognisers write for "oh" amid digits: words so common that much must speak for it. */
export const ohs: ReadonlySet<string> = new Set(["or", "of", "o'", "old", "out"]);

/** Words that may stand inside a number. */
export const fillers = new Set([
  "and",
  "um",
  "uh",
  "er",
  "dash",
  "hyphen",
  "space",
  "area",
  "code",
  "that's",
  "then",
  "dot",
]);

const words =
  "please call me back about the boiler it has been making a noise since the engineer came on tuesday and I would like somebody to look at it when they can thank you";

/** Ordinary talk, as a yardstick: sentences, a number now and then. */
const prose = `Hello, this is Mara Lindqvist from Harbour Street. ${words}. My number is 206 555 0134. `;

const cards = ["4111 1111 1111", "4012 8888 8888", "5555 5555 5555", "3782 822463"];

/** Long numbers, each another one. */
function distinct(digits: number, between: string): (length: number) => string {
  return (length) => {
    let text = "";
    for (let at = 1; text.length < length; at++) {
      text += String((at * 7_919_777) % 10 ** digits).padStart(digits, "2") + between;
    }
    return text.slice(0, length);
  };
}

function again(part: string): (length: number) => string {
  return (length) => part.repeat(Math.ceil(length / part.length)).slice(0, length);
}

const repeated: Readonly<Record<string, string>> = {
  blanks: " ",
  "new lines": "\n",
  "blank lines": "\n \n",
  tabs: "\t \r\n",
  "hard blanks": "\u00A0",
  "a word and many blanks": `word${" ".repeat(200)}`,
  "one word": "a",
  "one word of capitals": "A",
  "capitals and digits": "A1",
  "a letter and digits": "a1",
  "capital words": "Anna ",
  "names with greetings": "Hi Anna, ",
  "names from companies": "this is Anna from Acme Road and Sons ",
  "names of parts": "O'Brien-Smith ",
  greetings: "hello ",
  "good mornings": "good morning, ",
  ibans: "GB29 NWBK 6016 1331 9268 19 ",
  "ibans in one": "GB29NWBK60161331926819",
  "ibans that say so": "my iban is GB29 NWBK 6016 1331 9268 19. ",
  "times without end": "at 5 by ",
  "times of day": "by 5 pm on monday, ",
  "until and until": "until till before within in ",
  "first thing": "first thing tomorrow morning ",
  "days of months": "the 3rd of march 1982 ",
  ordinals: "the third of the fourth nineteen eighty two ",
  "born and born": "born on the ",
  "dates of birth": "date of birth 19/7/84 ",
  "birth dates in words": "date of birth the third of the fourth ",
  markup: "<a",
  "closed markup": "</b>",
  "orders to a machine": "ignore all instructions ",
  "half an order": "mark ",
  "orders without an end": "ignore ignore treat this ",
  pins: "my pin is 1234 ",
  "pins in words": "my pin is one two three four. ",
  passwords: "my password is ",
  "password and capitals": "password and it's Hereford ",
  "spelled passwords": "my password is capital B, lower case a, then d, ",
  "capital letters": "capital a, ",
  "cards whole": "4111 1111 1111 1111 ",
  "cards whole in words": "four one one one one one one one one one one one one one one one ",
  "cards that say so": "my card is 4111 1111 1111 1111, expiry 04/27, code 123. ",
  "amounts in words": "5 dollars and ",
  "amounts in hundreds": "one hundred and twenty pounds and fifty pence and ",
  "currency words": "dollars pounds euros ",
  cardinals: "two thousand and ",
  hundreds: "hundred ",
  "nine digits": "123456789 ",
  "nine digits in words": "one two three four five six seven eight nine, ",
  "nine digits in sentences": "123456789. ",
  "phone numbers": "020 7946 0958 ",
  "phone numbers that are wished": "call me on 020 7946 0958. ",
  "phone numbers of America": "206 555 0134, ",
  "phone numbers abroad": "+44 20 7946 0958 ",
  "numbers and corrections": "0147, sorry, 0174, ",
  "area codes": "area code 206, got that, 555 0134 ",
  digits: "1",
  zeros: "0",
  "digits with blanks": "1 ",
  "digits with commas": "1, ",
  "digits with full stops": "1. ",
  "digits and letters": "1 a ",
  "pairs of digits": "12 34 ",
  "dates in digits": "1/2/3-",
  "digits and points": "1.2.",
  "digits in words": "one ",
  "digits in words with commas": "one, ",
  pluses: "+",
  "plus digits": "+1",
  doubles: "double ",
  "double nines": "double nine ",
  "oh oh": "oh ",
  "slips for digits": "to for ",
  "single letters": "a ",
  "single letters with points": "b. ",
  "single letters and digits": "b 1 ",
  fillers: "and um then ",
  "full stops": ".",
  "full stops with blanks": ". ",
  commas: ", ",
  questions: "?! ",
  dashes: "-",
  "dashes with blanks": "- ",
  parentheses: "(",
  "closed parentheses": "() ",
  brackets: "[",
  "removed already": "[card removed] ",
  quotes: '"',
  apostrophes: "'",
  "words with apostrophes": "it's ",
  "at signs": "@",
  asterisks: "*",
  underscores: "_a",
  "hashes of orders": "order #",
  orders: "order number is ",
  "orders with numbers": "order number 48-1123, ",
  references: "ref A1-2 ",
  "codes of letters": "AB-123/4 ",
  "numbers in parts": "48-1123-",
  "fire and fire": "there is a fire ",
  "no fire": "no ",
  "if and if": "if ",
  "today and need": "need ",
  "charged and charged": "charged ",
  "he is": "he is so ",
  "not and not": "not ",
  "never mind": "never mind, ",
  "the water": "water ",
  "the whole network": "the whole ",
  amazon: "amazon ",
  irs: "irs ",
  thanks: "thank you ",
  happy: "so happy ",
  "not happy": "not so happy ",
  clauses: ", but I ",
  "letters of others": "\u00E9\u00DF\u4F60",
  smileys: "\u{1F600}",
  marks: "e\u0301",
  "halves of pairs": "\uD83D",
  "control characters": "\u0000\u0007",
  "direction marks": "\u202E\u200D",
};

/** Texts that grow as one likes, by what they are made of. */
export const hostileTexts: Readonly<Record<string, (length: number) => string>> = {
  ...Object.fromEntries(Object.entries(repeated).map(([name, part]) => [name, again(part)])),
  "nine digits, each others": distinct(9, " "),
  "nine digits, each others, in sentences": distinct(9, ". Then "),
  "ten digits, each others": distinct(10, ", "),
  "four digits, each others": distinct(4, ", and "),
  "pins, each others": distinct(4, " is my pin "),
  "cards in parts": (length) => {
    let text = "";
    for (let at = 0; text.length < length; at++) {
      text += `${cards[at % cards.length] ?? ""}, have you got that, `;
    }
    return text.slice(0, length);
  },
};

export const ordinaryText = again(prose);

import { everyMatch } from "../every-match.ts";

/** What carries a long number that is no secret, as people call it; short names are also spelled, "I-M-E-I". */
const things: readonly string[] = [
  "asset tag",
  "barcode",
  "bar code",
  "chassis",
  "consignment",
  "device id",
  "meter",
  "parcel",
  "part number",
  "package",
  "serial",
  "shipment",
  "sim card",
  "tracking",
  "waybill",
];
const spelled: readonly string[] = [
  "ean",
  "gtin",
  "iccid",
  "imei",
  "imsi",
  "isbn",
  "issn",
  "meid",
  "mpan",
  "mprn",
  "nmi",
  "sim",
  "sscc",
  "upc",
  "vin",
];
/** Who brings parcels; their number is a parcel's. */
const carriers: readonly string[] = [
  "an post",
  "aramex",
  "auspost",
  "australia post",
  "canada post",
  "chronopost",
  "colissimo",
  "correos",
  "deutsche post",
  "dhl",
  "dpd",
  "evri",
  "fedex",
  "gls",
  "hermes",
  "parcelforce",
  "postnl",
  "purolator",
  "royal mail",
  "tnt",
  "ups",
  "usps",
  "yodel",
];

const named = new RegExp(
  `\\b(?:${[...things, ...carriers, ...spelled.map((name) => name.split("").join("[-. ]?"))].join("|")})\\b(?:'s)?`,
  "gi",
);

/** How far before a number the name of what it is of may stand, in letters. */
const within = 70;

/** Another number since: the name was that one's. */
const anotherNumber = /^.*\d{4}/s;
const sentenceEnd = /^.*[.?!]\s+(?=\p{Lu})/su;

/** What says that the number is a card's, or a bank's, though a parcel or a meter was named. */
const ofMoney =
  /\b(?:(?<!sim )card|visa|master ?card|amex|american express|debit|credit|pay(?:ing|ment)?|paid|charge|expir\w+|iban|account|sort code|social|security|insurance|passport|licen[cs]e|national|birth|born|pin|password|passcode|puk)\b/i;

/** A person, or a wish: the number is one to call. */
const toCall =
  /\b(?:call|ring|phone(?! (?:is|was))|reach|text|mobile|cell|landline|whatsapp|get me|(?:i'm|i am|we're|me|us) (?:on|at)|my (?:\w+ )?number)\b/i;

/** Whether the words before a number name a thing that carries it: a telephone's IMEI, a parcel, a book, a meter. */
export function isOfNamedThing(before: string): boolean {
  const since = before.slice(-within).replace(sentenceEnd, "").replace(anotherNumber, "");
  const last = everyMatch(since, named).at(-1);
  if (!last) return false;
  const between = since.slice(last.index + last[0].length);
  return !ofMoney.test(since) && !toCall.test(between);
}

/** Nothing but its name, and the beginning of a number with letters in it, stands before what is looked at. */
const plainly =
  /^(?:\W|\b(?:number|no|code|id|is|was|it's|says|reads|reading|on|in|the|my|its|box|label|back|[a-z]*\d\w*)\b)*$/i;

/** Whether a number is right behind the name of such a thing: nobody is called on it. */
export function isRightBehindThing(before: string): boolean {
  const last = everyMatch(before, named).at(-1);
  return last !== undefined && plainly.test(before.slice(last.index + last[0].length));
}

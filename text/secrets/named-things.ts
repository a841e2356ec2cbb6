import { everyMatch } from "../every-match.ts";

/** What carries a long number that is no secret, as people call it; short names are also spelled, "I-M-E-I". */
const things: readonly string[] = [
  "asset tag",
  "barcode",
  "bar code",
  "chassis",
  "consignment",
  "device id",
  "e-?tickets?",
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
/** What a part or a machine is called, before or behind its number: "brake pad", "toner". */
const parts: readonly string[] = [
  "batter(?:y|ies)",
  "bearings?",
  "belts?",
  "blades?",
  "bolts?",
  "brackets?",
  "bulbs?",
  "cartridges?",
  "clutch",
  "compressor",
  "disc",
  "fan",
  "filters?",
  "fuses?",
  "gaskets?",
  "glow plugs?",
  "hinges?",
  "hoses?",
  "injectors?",
  "kit",
  "lamps?",
  "lights?",
  "locks?",
  "motor",
  "nozzles?",
  "pads?",
  "parts?",
  "pcb",
  "pumps?",
  "radiator",
  "relays?",
  "rotors?",
  "seals?",
  "sensors?",
  "spark plugs?",
  "spares?",
  "starter",
  "switch(?:es)?",
  "tap",
  "thermostat",
  "toners?",
  "tyres?",
  "unit",
  "valves?",
  "wipers?",
];
/** Who makes them. */
const makers: readonly string[] = [
  "baxi",
  "beko",
  "black and decker",
  "bosch",
  "brembo",
  "brother",
  "brita",
  "canon",
  "castrol",
  "continental",
  "daikin",
  "dayco",
  "delphi",
  "denso",
  "dewalt",
  "dyson",
  "electrolux",
  "epson",
  "febi",
  "ferodo",
  "grohe",
  "hella",
  "hitachi",
  "honeywell",
  "hotpoint",
  "hp",
  "husqvarna",
  "hilti",
  "karcher",
  "kärcher",
  "lexmark",
  "luk",
  "mahle",
  "mann[- ]filter",
  "filter mann",
  "makita",
  "mann-filter",
  "miele",
  "neff",
  "ngk",
  "osram",
  "panasonic",
  "philips",
  "sachs",
  "schneider",
  "siemens",
  "skf",
  "stihl",
  "textar",
  "trw",
  "vaillant",
  "valeo",
  "viessmann",
  "whirlpool",
  "worcester",
  "zanussi",
  "zf",
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
  /(?<![\p{L}\d])(?:call|ring|phone(?! (?:is|was))|reach|text|mobile|cell|landline|whatsapp|get me|(?:i'm|i am|we're|me|us) (?:on|at)|my (?:\w+ )?number)\b/iu;

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

/** Who is called, or calls, by a maker's name is no part. */
const ofMaker = new RegExp(
  `(?<!\\b(?:call|calling|ring|phone|text|reach|contact|from|at|with|of|for|this is|it's|here|hier|von|bei|chez|de|da) (?:the )?)\\b(?:${makers.join("|")})(?: (?:filter|part|teil|number|no\\.?|code|nr\\.?))*\\s$`,
  "i",
);
const ofPart = new RegExp(`\\b(?:${parts.join("|")})(?: (?:number|no\\.?|code))?\\s$`, "i");
const partBehind = new RegExp(`^\\s(?:\\w+ )?(?:${parts.join("|")})\\b`, "i");

/** Whether a number is a part's, by its name or its maker's right beside it: "the Bosch 0 986 494 092 brake pad". */
export function isOfPart(before: string, after: string): boolean {
  return ofMaker.test(before) || ofPart.test(before) || partBehind.test(after);
}

/** Things whose names are the same in every language, and few letters between. */
const inAnyLanguage = /\b(?:ean|gtin|iccid|imei|imsi|isbn|issn|meid|sscc|upc)\b[^.?!\d]{0,40}$/i;

/** Whether a number follows the name of such a thing, in whatever language that is said. */
export function isOfCodedThing(before: string): boolean {
  return inAnyLanguage.test(before.slice(-within));
}

/** Words that announce a secret number. */
export interface Announcement {
  /** As it stands in place of the number. */
  readonly kind: string;
  readonly pattern: RegExp;
  /** Fewest and most digits of it. */
  readonly digits: readonly [number, number];
}

export const announcements: readonly Announcement[] = [
  {
    kind: "card",
    pattern: /\b(?:card|visa|master ?card|amex|american express|debit|credit)\b/i,
    digits: [12, 19],
  },
  {
    kind: "security code",
    pattern:
      /\b(?:cvv2?|cvc2?|ccv|c v v|security(?: code| number| digits)?|(?:three|four|3|4)[- ]digit (?:code|number)|code on (?:the |its )?(?:back|front)|on the (?:back|front|reverse)|back(?:'s| says| reads| is)|number on the back|back code|(?:the )?(?:three|four|3|4|last three) (?:digits?|numbers)|signature strip)\b/i,
    digits: [3, 4],
  },
  {
    kind: "card expiry",
    pattern:
      /\b(?:expir(?:y|es|ation|ing)(?: date)?|exp(?: date)?|valid (?:until|till|to|thru|through))\b/i,
    digits: [3, 6],
  },
  {
    kind: "PIN",
    pattern:
      /\b(?:pin(?: number| code)?|p\.i\.n\.?|passcode|(?:door|alarm|gate|entry|entrance|access|safe|lock|garage|building|lobby|buzzer|unlock|disarm|panel)(?:'s|s)? (?:code|number|pin|combination)|(?:key ?safe|key ?box|lock ?box|keypad|key ?pad)(?:'s)?(?: code| number| pin| combination)?|combination(?! of (?!(?:the|my|our) (?:\w+ )?(?:lock|padlock|safe|gate|door|garage)\b)))\b/i,
    digits: [3, 8],
  },
  {
    kind: "code",
    pattern:
      /\b(?<!(?:post|zip|area|country|tracking|parcel|shipment|serial|imei|isbn|ean|upc|vin|iccid|dial(?:l?ing)?|product|promo|discount|voucher|coupon|error|fault|reference|return|booking|order|branch|sort|swift|bar|qr|tax|dress|source|stock|item|part|colou?r|job|cost|project)[- ]?)codes?\b/i,
    digits: [3, 8],
  },
  {
    kind: "one-time code",
    pattern:
      /\b(?:one[- ]time (?:code|passcode|password|number|pin)|(?:verification|authentication|confirmation|login|log-in|sign-?in|access|security|six[- ]digit|four[- ]digit|five[- ]digit|eight[- ]digit) (?:code|passcode|number|pin)|(?:six|four|five|eight) (?:digits|numbers)|otp|o t p|2fa|authenticator|passcode|verification|(?:sent|texted|text(?:ed)?|emailed|messaged) (?:me |us |to me )?(?:a |the |some )?(?:code|number))\b/i,
    digits: [4, 8],
  },
  {
    kind: "national id",
    pattern:
      /\b(?:social(?: security)?(?: number)?|ssn|s\.s\.n|s s n|social insurance|sin number|national insurance|n\.? ?i\.? (?:number|is)|p\.? ?p\.? ?s\.?(?: n\.?)?(?: number)?|nric|(?:my|her|his|the) ic\b|fin number|(?:my|the|a|her|his) sin\b|(?:my|your|the|landlord) pan\b|pan (?:card|number|is)|national id(?:entity)?(?: number| card)?|(?<!(?:customer|user|member|account|patient|client|order|booking|case|ticket|student|employee|login|terminal|device|transaction) )(?:id number|i\.?d\.? (?:number|is)|(?:my|your|his|her|their) i\.?d\b)|identity (?:card|number|document)|birth cert(?:ificate)?(?: number)?|emirates id|curp|dni|bsn|personnummer|tax (?:id|number|reference)|tax file|t\.?f\.?n'?s?\.?|ird(?: number)?|inland revenue|aadhaa?r|adhar|uidai|nhs number|health (?:card|number)|medicare|medical card|passport|driv(?:er'?s|ing) licen[cs]e|licen[cs]e number)\b/i,
    digits: [4, 16],
  },
  {
    kind: "sort code",
    pattern: /\b(?:sort ?code|bsb|routing(?: number)?|transit(?: number)?|ifsc|branch code)\b/i,
    digits: [5, 9],
  },
  {
    kind: "bank account",
    pattern:
      /\b(?:bank account(?: number)?|iban|(?<!(?:loan|customer|member(?:ship)?|user|client|gas|electric(?:ity)?|water|phone|mobile|broadband|email) )acc(?:oun)?ts?(?:'s)?(?: number| no\.?)?)\b/i,
    digits: [6, 24],
  },
  {
    kind: "date of birth",
    pattern:
      /\b(?:date of birth|d\.?o\.?b|d o b|birth ?date|birth ?day(?:'s)?|born(?: on| in)?)\b/i,
    digits: [4, 8],
  },
];

/** Numbers of another kind between an announcement and a number lift it. */
export const otherNumber =
  /\b(?:call|phone|mobile|cell|reach|ring|text me|(?<!to )orders?|tickets?|polic(?:y|ies)|claims?|extension|ext|invoices?|plan number|reference|ref|flat|room|unit|apartment|booking|membership|member|tracking|serial|meter|postcode|zip|contract|docket|request|certified|confirmation number|receipt|job|lease|matter|(?<!tax )file (?:number|no|is)|loan account|customer id)\b/i;

/** An account is a bank's where the message speaks of one; else it is the customer's with the team. */
export const bankTalk =
  /\b(?:sort ?code|bsb|routing|transit|ifsc|iban|bank(?:ing|s)?|barclays|lloyds|hsbc|nat ?west|santander|nationwide|monzo|chase|wells fargo|citi(?:bank)?|capital one|rbc|scotiabank|bmo|td|commbank|westpac|anz|nab|kiwibank|asb|fnb|absa|capitec|standard bank|hdfc|icici|sbi|dbs|ocbc|uob|aib|direct debit|standing order|pay (?:it |me |that |the \w+ )?(?:in|into|to)|paid into|transfer(?:red)?|wire|deposit|savings|checking|che(?:que|ck)|collect from|refund (?:it |me |that |this )?(?:in)?to)\b/i;

import type { Intent } from "../../../domain/verdict.ts";

/** The first that fits is the most specific. */
export const intentRules: readonly { readonly intent: Intent; readonly pattern: RegExp }[] = [
  {
    intent: "cancellation",
    pattern:
      /\b(?:cancel(?:l?ing|l?ation|led)?|terminate (?:my|our|the)|close (?:my|our) account|end (?:my|our) (?:contract|subscription|membership))\b/i,
  },
  {
    intent: "medical",
    pattern:
      /\b(?:pain|fever|symptoms?|prescription|medication|insulin|test results|blood (?:test|work|pressure)|rash|swollen|swelling|infection|tooth ?ache|vomit\w*|pregnan\w+|doctor|nurse|surgery|dose|inhaler|biopsy|limping)\b/i,
  },
  {
    intent: "billing",
    pattern:
      /\b(?:bill(?:ed|ing)?|invoice\w*|charg(?:ed|es?)|refund\w*|payments?|paid|direct debit|overdue|statement|credit note|receipt|price on my)\b/i,
  },
  {
    intent: "outage",
    pattern:
      /\b(?:down|outage|offline|not working|isn't working|doesn't work|won't (?:turn|start|open|load|connect|work)|stopped working|broken|leak\w*|no (?:heating|hot water|water|power|internet|signal)|blocked|error|crash\w*|locked out|can't (?:log|access|get in|connect|open))\b/i,
  },
  {
    intent: "complaint",
    pattern:
      /\b(?:complain\w*|unacceptable|disgrace\w*|disappoint\w*|(?:third|fourth|fifth) time|manager|supervisor|never (?:called|came|arrived|showed)|(?:no one|nobody)(?: has)? (?:called|got back|returned|showed)|terrible|awful|worst|damaged|wrong (?:item|order|size|part|colou?r)|rude|fed up)\b/i,
  },
  {
    intent: "thanks",
    pattern:
      /\b(?:(?:just )?(?:calling|ringing|wanted|phoning) to (?:say )?thank|thank(?:s| you)(?: \w+){0,3} (?:so much|for (?:everything|all|your|the|fixing|helping|sorting))|great (?:job|work)|amazing (?:job|work|service)|so grateful|can(?:no|')t thank you)\b/i,
  },
  {
    intent: "sales",
    pattern:
      /\b(?:quote|estimate|how much (?:do|would|does|is|for)|pric(?:e|es|ing)|interested in (?:buying|your|a|the)|(?:buy|purchase|order) (?:a|an|some|one|two|more|the)|place an order|do you (?:sell|stock|offer)|upgrade|demo)\b/i,
  },
];

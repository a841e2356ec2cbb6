/** Weighted signs of a category; a category applies from a sum of 1 on. */
export interface Sign {
  readonly weight: number;
  readonly pattern: RegExp;
}

/** A person or a machine that wants to sell to strangers, or a scam. */
export const spamSigns: readonly Sign[] = [
  {
    weight: 1,
    pattern:
      /\b(?:you(?:'ve| have)? (?:won|been (?:selected|chosen|pre-?approved|randomly))|(?:free|complimentary|all[- ]expenses?[- ]paid) (?:cruise|vacation|holiday|trip|gift card|iphone|prize)|claim your (?:prize|reward|gift|refund|free)|congratulations.{0,40}(?:won|selected|winner|prize))\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:(?:car|vehicle|auto|home)(?:'s)? (?:extended )?warranty|extended warranty|final (?:courtesy )?(?:call|notice|warning)|last (?:courtesy )?(?:attempt|notice)|warranty (?:is|has) (?:about to )?expir\w+)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:(?:irs|hmrc|internal revenue|tax (?:office|department)|social security administration|revenue and customs|cra|ato)\b.{0,120}(?:arrest|lawsuit|warrant|legal|suspend|fraud|owe|officers?|immediately)|warrant (?:for your|out for|has been issued)|your social security (?:number )?(?:has been|is being|will be) suspend\w+|lawsuit (?:has been )?filed against you|avoid (?:arrest|prosecution|legal action)|arrest(?:ed)? (?:warrant|you|if))\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:(?:gift|google play|itunes|steam|apple|amazon) (?:gift )?cards?.{0,60}(?:pay|code|numbers?|purchase|settle|buy)|pay (?:with|in|using) (?:gift|bitcoin|crypto))\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:remote access|any ?desk|team ?viewer|your (?:computer|pc|device|ip address|windows)(?: \w+){0,4} (?:virus|infected|compromised|hacked|sending (?:us )?errors))\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:(?:amazon|apple|paypal|microsoft|visa|netflix|your bank)\b.{0,80}(?:suspicious|unauthori[sz]ed|unusual|fraudulent) (?:\w+ )?(?:charge|purchase|activity|transaction|order|login).{0,80}(?:press|call (?:us )?(?:back )?(?:at|on|immediately|now)|speak))\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:(?:first|top|number one|1st) page of google|rank(?:ing)?s? (?:higher )?(?:on|in) google|google (?:business )?listing|(?:seo|search engine optimi[sz]ation|lead generation|web ?(?:site)? design|digital marketing|merchant cash|business (?:loan|funding|funds)) (?:services?|company|agency|experts?|offer|approved|available|package|specialist)?)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:(?:lower|reduce|save (?:on|money|up to|you)|cut|slash|consolidate|eliminate)(?: \w+){0,6} (?:bills?|energy|electric\w*|credit card|interest rates?|rates?|insurance|mortgage|debts?|premiums?|costs?|phone)(?!.{0,40}\bmy\b))/i,
  },
  {
    weight: 0.6,
    pattern:
      /\b(?:special (?:offer|promotion|rate)|limited time|act (?:now|fast|today)|exclusive (?:offer|deal)|no obligation|risk[- ]free|guaranteed|once in a lifetime|don't miss|great news|we(?:'re| are) (?:offering|pleased to offer)|you (?:may )?qualify|pre-?approved|zero percent|0%|free (?:quote|consultation|estimate|demo|trial|survey|assessment))\b/i,
  },
  {
    weight: 0.6,
    pattern:
      /\b(?:(?:decision[- ]?maker|business owner|owner of the (?:business|home|property)|person (?:in charge|responsible) (?:of|for)|home ?owners?)\b|(?:calling|reaching out) (?:from|on behalf of) .{0,60}(?:offer|help (?:businesses|companies|you)|solutions?|special\w+ in|work with (?:businesses|companies))|help(?:ing)? (?:businesses|companies) like (?:yours|you)|quick (?:chat|call|demo) about|i(?:'d| would) love to (?:show|tell|chat|talk|connect|discuss))\b/i,
  },
  {
    weight: 0.6,
    pattern:
      /\b(?:solar panels?|timeshare|time share|crypto\w*|bitcoin|forex|investment opportunity|debt relief|student loans? (?:forgiveness|relief)|medicare (?:benefits?|plan|advantage)|life insurance|final expense|funeral plan|loft insulation|heat pump grant|health insurance (?:plans?|options?)|toner|copier)\b/i,
  },
];

/** What only a recording says. */
export const robotSigns: readonly Sign[] = [
  {
    weight: 1,
    pattern: /\bpress (?:the )?(?:one|two|three|four|five|nine|zero|\d|star|pound|hash|any key)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:this is an? (?:automated|pre-?recorded|important|recorded) (?:message|call|announcement)|to (?:be removed|opt out|unsubscribe)|to speak (?:with|to) (?:an? |one of our )?(?:agent|representative|operator|specialist|officer|advisor))\b/i,
  },
  {
    weight: 0.6,
    pattern:
      /\b(?:do not (?:hang up|ignore|disregard)|please (?:stay|remain|hold) on the line|your (?:account|case|file|reference) (?:number )?(?:has been|is being|will be) (?:flagged|suspended|closed|reviewed))\b/i,
  },
];

/** Automated and yet about the recipient's own affairs. */
export const ownBusinessSigns: readonly Sign[] = [
  {
    weight: 1,
    pattern:
      /\b(?:(?:your|an?|the) (?:upcoming )?(?:appointment|reservation|booking|order|delivery|parcel|package|prescription|repair|vehicle|car|table|invoice|test results?|glasses|lenses|library (?:book|item)s?|power|water|planned (?:maintenance|outage)|meter reading|flight|class|school|child)\b.{0,80}(?:is ready|ready (?:for|to)|scheduled|confirmed|remind|reminder|on (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|tomorrow|will (?:arrive|be)|collect|pick ?up|delivered|interrupted|cancelled|canceled|delayed|overdue|out for delivery)|remind(?:er)?(?: you)? (?:of|about|that) your)\b/i,
  },
];

export const wrongNumberSigns: readonly Sign[] = [
  {
    weight: 1,
    pattern:
      /\b(?:wrong number|(?:is|are) (?:this|you)(?: the)? (?:not )?(?:right number|still \w+'s (?:phone|number))|(?:hi|hey|hello|hiya|happy birthday),? (?:mum|mom|mommy|dad|daddy|nan|grandma|grandad|babe|baby|honey|darling|love|sweetheart|auntie?|uncle)|it'?s (?:mum|mom|dad|grandma|nan|your (?:mother|father|brother|sister|son|daughter|wife|husband|cousin|auntie?|uncle))|see you (?:at|for) (?:dinner|lunch|church|the pub|practice|training|mum's|mom's)|don't forget (?:the|to (?:pick up|bring|buy)) (?:the )?(?:milk|bread|kids|cake|beer)|love you(?: lots)?,? (?:bye|mum|mom))\b/i,
  },
];

export const accidentalSigns: readonly Sign[] = [
  {
    weight: 1,
    pattern:
      /\b(?:(?:pocket|butt|bum)[- ]?dial\w*|(?:called|dialled|dialed|rang|phoned) (?:you |this )?(?:by (?:mistake|accident)|accidentally)|didn't mean to (?:call|dial|ring)|hit the wrong (?:button|contact)|sorry,? i pressed)\b/i,
  },
];

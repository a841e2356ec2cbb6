import type { Intent, UrgencyLevel } from "../../../domain/verdict.ts";

/** A situation that makes a call urgent, by what is the case, never by tone or by the word "urgent". */
export interface UrgencyRule {
  readonly level: UrgencyLevel;
  /** A word or two for the head of the comment. */
  readonly topic: string;
  readonly pattern: RegExp;
  readonly intent?: Intent;
  /** The words themselves deny something: a "no" before or in them does not take them back. */
  readonly denies?: true;
}

/** Where the one thing a business or a home lives on has stopped. */
const vital =
  "(?:internet|network|server|system|website|web ?site|site|phones?|phone lines?|lines?|power|electricity|payments?|card machine|till|checkout|app|platform|service|email|e-mail|database|portal|booking system|alarm|lift|elevator|freezer|fridge|cold room|production|everything)";
const stopped =
  "(?:is|are|has|have|have been|been|has been|went|gone|just went|keeps going|'s|'re)\\s+(?:all\\s+|completely\\s+|totally\\s+|still\\s+|now\\s+|just\\s+)*(?:down|out|offline|dead|crashed|stopped(?: working)?|not working|failed|unreachable)";

export const urgencyRules: readonly UrgencyRule[] = [
  // 5: life, health or property in danger now, or a total outage now.
  {
    level: 5,
    topic: "fire",
    pattern:
      /\b(?:(?:is|are|caught|'s) on fire|there(?:'s| is| was)? (?:a )?(?:fire|smoke)|smoke (?:is )?(?:coming|pouring|filling)|(?:smell|smelling|see|seeing) (?:of |the )?(?:smoke|burning)|burning smell|(?:sparks?|sparking|flames?) (?:coming|from|out|in|inside))\b/i,
  },
  {
    level: 5,
    topic: "gas leak",
    pattern:
      /\b(?:gas leak|leaking gas|smell(?:s|ing)?(?: of| like)?(?: a)?(?: strong)? gas|carbon monoxide)\b/i,
  },
  {
    level: 5,
    topic: "flooding",
    pattern:
      /\b(?:flood(?:ing|ed|s)|water (?:is |was |has been )?(?:\w+ )?(?:pouring|gushing|coming (?:in|through|down|out)|running down|everywhere|spraying|dripping through|rising|flooding)|burst (?:\w+ )?(?:pipe|main|tank)|(?:pipe|main|tank|boiler|radiator) (?:has |have |'s |just )*(?:burst|exploded)|sewage (?:is )?(?:coming|backing|everywhere)|ceiling (?:is|has|'s|just)(?: \w+)? (?:collaps\w+|com(?:e|ing) down|fallen|falling|caving|bulging|sagging))\b/i,
  },
  {
    level: 5,
    topic: "life in danger",
    intent: "medical",
    pattern:
      /\b(?:(?:can't|cannot|can not|can barely|struggling to|trouble|difficulty|hard to|not|isn't) breath(?:e|ing)|(?:chest|heart) pains?|pains? in (?:my|his|her|the) chest|heart attack|stroke|unconscious|unresponsive|not responding|collapsed|passed out|seizure|convuls\w+|overdose\w*|choking|turning blue|bleeding (?:heavily|badly|a lot|out|and|won't)|won't stop bleeding|lot of blood|suicid\w+|kill myself|end my life|anaphyla\w+|allergic reaction|throat (?:is )?(?:closing|swelling)|swallowed (?:some|a|the|his|her|bleach|poison|pills)|poison(?:ed|ing)|severe(?:ly)? (?:injur\w+|burn\w*)|badly (?:hurt|injured|burn\w*)|hit by a (?:car|truck|van)|stabbed|been shot|face (?:is )?drooping|having contractions|water(?:s)? (?:just )?broke)\b/i,
  },
  {
    level: 5,
    topic: "danger",
    pattern:
      /\b(?:(?:someone|somebody|a man|people|they)(?:'s| is| are|'re)? (?:breaking|trying to (?:get|break)|broken) in(?:to)?|intruder|being (?:attacked|followed|robbed)|threaten(?:ing|ed) (?:me|us|to kill)|(?:has|have|with) a (?:gun|knife)|trapped|stuck in (?:the |a )?(?:lift|elevator)|exposed (?:live )?wires?|live wires?|electric(?:al)? shock|(?:tree|wall|roof|scaffold\w*|chimney) (?:has |is |'s |just )?(?:fallen|collaps\w+|coming down)|brakes? (?:have |has |just )?(?:failed|gone)|about to collapse)\b/i,
  },
  {
    level: 5,
    topic: "security breach",
    intent: "outage",
    pattern:
      /\b(?:(?:been|got|getting|were|was) hacked|ransom ?ware|data breach|(?:files|servers|computers|everything) (?:are|is|have been|has been|got) encrypted)\b/i,
  },
  {
    level: 5,
    topic: "outage",
    intent: "outage",
    pattern: new RegExp(
      `\\b(?:(?:whole|entire|all(?: of)?(?: the| our)?|every one of our|our)\\s+(?:\\w+\\s+){0,2}${vital}(?:\\s+\\w+)?\\s+${stopped}|everything(?:\\s+\\w+)?\\s+${stopped}|total (?:outage|blackout)|complete outage|(?:nobody|no one|none of (?:us|our \\w+|the \\w+)|all of us|everyone|everybody|all our \\w+)\\s+(?:here |in the (?:office|building) )?(?:is able to|are able to|can|can't|cannot|is|are)\\s*(?:not )?(?:log ?in|log on|work|access|connect|get (?:in|on|into)|use|locked out|unable|order|pay|process|take)|(?:can't|cannot|can not|unable to|not able to) (?:take|process|accept) (?:any )?(?:payments?|orders?|calls|cards?|bookings?))\\b`,
      "i",
    ),
    denies: true,
  },
  // 4: must be acted on today or before tomorrow morning.
  {
    level: 4,
    topic: "outage",
    intent: "outage",
    pattern: new RegExp(
      `\\b(?:(?:the|our|my|your)\\s+)?${vital}\\s+(?:\\w+\\s+)?${stopped}\\b`,
      "i",
    ),
    denies: true,
  },
  { level: 4, topic: "locked out", intent: "outage", pattern: /\blocked (?:out|myself out|in)\b/i },
  {
    level: 4,
    topic: "no heating or water",
    intent: "outage",
    pattern:
      /\b(?:(?:no|without(?: any)?|haven't (?:got |had )?(?:any )?|don't have (?:any )?|have no|lost(?: all)?|been without)\s+(?:\w+ ){0,2}(?:heat(?:ing)?|hot water|running water|water|power|electricity|electric|gas|air con\w*|toilet)|(?:heating|boiler|furnace|heater|hot water|air con\w*|toilet|sewer|drain) (?:\w+ )?(?:is|has|'s|isn't|went|just|won't|stopped|broke|died|packed|quit|gone|keeps)(?: \w+)? ?(?:out|off|broken|down|dead|died|stopped|working|work|failed|gone|packed in|cutting out|blocked|overflowing|in|up)?)\b/i,
    denies: true,
  },
  {
    level: 4,
    topic: "pain or fever",
    intent: "medical",
    pattern:
      /\b(?:(?:severe|terrible|awful|unbearable|excruciating|agonising|agonizing|extreme|really bad|bad|intense|serious|so much|a lot of|horrible|constant) (?:\w+ )?(?:pain|tooth ?ache|headache|migraine|cramps|swelling)|in (?:agony|(?:a lot of|so much|severe|terrible|real|constant|such|great) pain)|pain(?: \w+){0,3} (?:unbearable|excruciating|killing me|getting worse|10 out of 10|ten out of ten)|(?:high|bad|a) (?:fever|temperature)|fever of|temperature of|throwing up|vomit\w*|can't keep (?:anything|food|water|\w+) down|(?:face|jaw|eye|leg|arm|ankle|foot|hand|throat|gum)(?: \w+){0,2} (?:swollen|swelling|infected)|blood in|coughing up|infected|infection|broke(?:n)? (?:my|his|her|a) (?:arm|leg|wrist|ankle|hip|tooth|collarbone)|knocked out (?:a|his|her|my) tooth|been bitten|lump of|dehydrated|hasn't (?:eaten|drunk|peed|moved)|isn't eating)\b/i,
    denies: true,
  },
  {
    level: 4,
    topic: "medicine",
    intent: "medical",
    pattern:
      /\b(?:(?:run|ran|running|runs) out of (?:\w+ ){0,3}(?:insulin|medication|medicine|meds|pills|tablets|inhaler|prescription|oxygen)|out of (?:my |his |her )?(?:insulin|medication|medicine|meds|inhaler|oxygen|pills)|(?:no|last) (?:more )?(?:insulin|inhaler|medication left|pill|tablet|dose)|wrong (?:dose|medication|pills|prescription)|missed (?:\w+ )?dose|(?:need|needs) (?:my |his |her )?(?:insulin|medication|inhaler|oxygen)(?: \w+)? (?:today|tonight|now))\b/i,
  },
  {
    level: 4,
    topic: "stranded",
    pattern:
      /\b(?:stranded|broken down (?:on|at|in|by)|car (?:has |'s |just )?(?:broken|broke) down|stuck (?:at|on|outside|in) (?:the )?(?:airport|road|side|motorway|highway|station|car park|middle)|nowhere to (?:stay|sleep|go)|sleeping in (?:my|the|our) car|homeless tonight|evict\w+|kicked out)\b/i,
  },
  {
    level: 4,
    topic: "money leaving now",
    intent: "billing",
    pattern:
      /\b(?:(?:card|account|wallet|identity)(?: \w+){0,3} (?:stolen|hacked|compromised|cloned|drained|emptied)|stolen (?:card|wallet|phone)|(?:stole|stolen) my (?:card|wallet|purse)|fraud(?:ulent)?(?: \w+)? (?:transactions?|charges?|payments?|activity|transfer)|(?:transactions?|charges?|payments?) (?:that )?(?:I|we) (?:did not|didn't|never) (?:make|authori[sz]e)|money (?:is |keeps )(?:leaving|going out|disappearing)|unauthori[sz]ed (?:transactions?|charges?|payments?|transfer)|being scammed|sent (?:the )?money to (?:the wrong|a scammer))\b/i,
    denies: true,
  },
  {
    level: 4,
    topic: "deadline today",
    pattern:
      /\b(?:(?:need|needs|needed|must|have to|has to|got to|gotta|require|requires|due|deadline|expires?|expiring|runs out|closes?|closing|ends?|leav(?:e|es|ing)|fl(?:y|ies|ying|ight)|depart\w*|starts?|hearing|court|completion|complet(?:e|es|ing)|exchang(?:e|es|ing)|deliver\w*|arriv\w*|submit\w*|sign(?:ed)?|call(?: me)?(?: back)?|someone|somebody|hear (?:back|from you)|before|by|until|waiting)\b[^.?!]{0,70}?\b(?:today|tonight|this (?:morning|afternoon|evening|lunchtime)|within the (?:next )?(?:hour|few hours|two hours|couple of hours)|in (?:the next|an|half an|a couple of|one|two|three|four|five|twenty|thirty|ten|\d+) (?:hours?|hour|minutes|mins?|half hour)|end of (?:the )?(?:day|business)|close of (?:play|business)|by (?:noon|midday|midnight|(?:one|two|three|four|five|six|\d{1,2})(?: ?(?:o'?clock|p ?m|a ?m|thirty))?)(?! (?:days|weeks|months))|first thing(?: tomorrow| in the morning)?|before (?:noon|midday|midnight|tomorrow|you close|(?:one|two|three|four|five|six|\d{1,2})(?: ?(?:o'?clock|p ?m))?)|by tomorrow(?: morning)?|tomorrow morning)|(?:today|tonight|this (?:afternoon|evening|morning)) (?:is the (?:deadline|last day)|at (?:the )?latest))\b/i,
  },
  {
    level: 4,
    topic: "someone vulnerable",
    pattern:
      /\b(?:(?:my|our|the) (?:baby|newborn|toddler|elderly \w+|mother|father|mum|mom|dad|son|daughter|wife|husband|gran\w*|child|dog|cat)(?: \w+){0,2} (?:is|has|'s|has been|was|fell|had) (?:\w+ )?(?:fallen|fell|missing|hurt|injured|very ill|really ill|really sick|very sick|freezing|alone|lost|bleeding|in pain|limping|collapsed|bitten))\b/i,
  },
  // 3: an answer is due within a day or two.
  {
    level: 3,
    topic: "charged wrongly",
    intent: "billing",
    pattern:
      /\b(?:(?:charged|billed|debited|taken|took|invoiced)(?: \w+){0,5} (?:twice|two times|double|three times|wrong\w*|too much|again|extra|by mistake|in error|the wrong)|double(?:-| )?(?:charged|billed|charge|payment)|over ?charged|(?:wrong|incorrect) (?:amount|charge|bill|invoice)|(?:want|need|like|get|getting|waiting (?:for|on)|owed|request\w*|where(?:'s| is)|issue|still (?:no|waiting)|demand\w*|due) (?:\w+ ){0,4}refund|refund (?:me|us|my|it|the|has|hasn't|still|immediately)|money back|took (?:the )?money|bill (?:is|was|has|looks|seems) (?:\w+ )?(?:wrong|higher|doubled|too))\b/i,
  },
  {
    level: 3,
    topic: "complaint",
    intent: "complaint",
    pattern:
      /\b(?:complain(?:t|ts|ing)?|(?:third|fourth|fifth|sixth|second|tenth|\d+(?:th|rd|nd)) time (?:I|I'?ve|we|we'?ve|now|this|that|calling)|(?:still|yet) (?:haven't|have not|hasn't|has not|not|no|waiting|nothing)|(?:no|nobody|no one|none)(?: has)?(?: ever)? (?:called|rang|got back|returned|bothered|showed|turned up|response|reply|answer)|never (?:called|rang|got|came|showed|turned|arrived|returned)|didn't (?:turn up|show up|show|come|arrive)|speak (?:to|with) (?:a |the |your )?(?:manager|supervisor|someone in charge)|(?:lawyer|solicitor|attorney|legal action|small claims|ombudsman|trading standards|better business)|unacceptable|disgrace\w*|not good enough|wrong (?:item|order|size|part|colou?r|product|address|one)|arrived (?:\w+ )?(?:broken|damaged|late|cold|smashed)|damaged|missing (?:item|part|parcel|package|order)|(?:parcel|package|order|delivery)(?: \w+){0,3} (?:late|missing|lost|never|not arrived|hasn't))\b/i,
    denies: true,
  },
  {
    level: 3,
    topic: "fault",
    intent: "outage",
    pattern:
      /\b(?:(?:isn't|is not|not|doesn't|does not|won't|stopped|keeps|don't|aren't|hasn't been|can't get (?:it|the \w+) (?:to )?) ?(?:work(?:ing)?|turn(?:ing)? on|start(?:ing)?|open(?:ing)?|load(?:ing)?|connect(?:ing)?|charg(?:e|ing)|crashing|freezing|cutting (?:out|off)|dropping|beeping|tripping|print(?:ing)?|sync(?:ing)?|respond(?:ing)?)|broken|broke|leak(?:s|ing)?|faulty|error (?:message|code)|out of order|(?:can't|cannot|unable to|not able to) (?:log ?in|log on|access|get in(?:to)?|sign in|open|connect|print|pay|send|book))\b/i,
    denies: true,
  },
  {
    level: 3,
    topic: "this week",
    pattern:
      /\b(?:tomorrow|this week|by (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday|the weekend|the end of the week)|(?:on|this|for|before|until) (?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|in (?:the next )?(?:a )?(?:couple of|two|three|few) days|within (?:a day|two days|48 hours|24 hours)|as soon as (?:possible|you can|you get)|a\.?s\.?a\.?p|at your earliest)\b/i,
  },
  {
    level: 3,
    topic: "cancellation",
    intent: "cancellation",
    pattern:
      /\b(?:cancel(?:l?ing|l?ation|led)?|terminate|close) (?:\w+ ){0,3}(?:contract|subscription|account|service|policy|membership|order|plan|booking|agreement)\b/i,
  },
  {
    level: 3,
    topic: "health",
    intent: "medical",
    pattern:
      /\b(?:test results|blood (?:test|work|pressure)|prescription|symptoms?|rash|cough|tooth ?ache|(?:knee|back|shoulder|tooth|ear|stomach|neck|hip) (?:\w+ )?(?:pain|hurts?|hurting|aches?|sore)|sore throat|side effects?|limping|biopsy|surgery|operation)\b/i,
  },
];

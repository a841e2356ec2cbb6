import type { Sign } from "./category.ts";

/** What callers say who are angry, disappointed, afraid, in distress, who blame or mock. */
export const negativeSigns: readonly Sign[] = [
  {
    weight: 1,
    pattern:
      /\b(?:angry|furious|livid|outraged|fuming|disgust\w*|appalled|appalling|ridiculous|unacceptable|disgrace\w*|pathetic|terrible|horrible|awful|horrendous|dreadful|atrocious|useless|incompetent|joke|shambles|nightmare|rubbish|garbage|crap|shit|hell|damn|bloody|worst|rude|liars?|lied|lying|cheated|ripped off|rip[- ]?off|scammed|con artists?|thieves|robbery|theft|shame|ashamed|absurd|insulting|insult)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:disappoint\w*|frustrat\w*|annoyed|annoying|upset|unhappy|dissatisfied|fed up|sick (?:and tired )?of|tired of|had enough|had it with|lost (?:all )?(?:faith|trust|patience)|let (?:me|us) down|wast(?:e|ed|ing) (?:of )?(?:my|our|a) ?(?:time|money|day)?|waste of (?:time|money)|not (?:at all )?(?:happy|impressed|pleased|good enough|acceptable|satisfied)|never (?:again|using|coming back|been (?:so|treated))|how (?:dare|hard (?:is|can) it)|what (?:is wrong with|on earth|kind of|sort of)|what am i paying|beyond (?:a joke|belief|ridiculous)|you people|you (?:guys )?(?:never|keep|always|promised|said you|told me|ignored|clearly don't)|nobody (?:cares|bothered|listens|ever)|no one (?:cares|bothered|ever|seems to)|don't (?:seem to )?(?:even )?care|couldn't care less|ignor(?:ed|ing) (?:me|us|my)|fobbed off|messed (?:me|us|it|up)|screwed)\b/i,
  },
  {
    weight: 0.8,
    pattern:
      /\b(?:scared|terrified|frightened|afraid (?:for|of|that (?:he|she|it|they|my))|panick\w*|panic|worried sick|really worried|so worried|very worried|extremely worried|desperate\w*|in tears|crying|heartbroken|devastat\w*|distraught|beside myself|don't know what to do|please help|help me|i(?:'m| am) begging|oh my god|anxious|stress\w*|at my wits'? end)\b/i,
  },
  {
    weight: 0.8,
    pattern:
      /\b(?:(?:third|fourth|fifth|sixth|tenth|\d+(?:th|rd)|umpteenth|hundredth) time|yet again|once again you|still nobody|still no one|still (?:haven't|have not) (?:heard|had|received|got)|no one (?:has )?(?:called|got back|returned|showed|turned)|nobody (?:has )?(?:called|got back|returned|showed|turned)|(?:lawyer|solicitor|attorney|legal action|small claims|ombudsman|trading standards|report(?:ing)? you|bad review|one star)|taking my business elsewhere|demand\w*|complaint)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:(?:oh )?(?:great|brilliant|fantastic|wonderful|lovely|superb|marvellous|nice) (?:job|work|service|stuff)?,? ?(?:again|as (?:always|usual)|another|yet another|so (?:now|i|you)|now (?:i|we|my))|thanks (?:a (?:lot|bunch|million)|so much|very much)? ?for (?:nothing|ruining|wasting|leaving (?:me|us)|ignoring|not|breaking|losing|charging|hanging up|making me)|well done for|congratulations,? you(?:'ve)? (?:managed|lost|broken|ruined)|slow clap|(?:must|i guess it must) be nice|how (?:lovely|wonderful|kind) of you to)\b/i,
  },
];

/** Praise, joy, relief, thanks beyond politeness. */
export const positiveSigns: readonly Sign[] = [
  {
    weight: 1,
    pattern:
      /\b(?:(?:thank(?:s| you)|thanks a million|grateful|appreciate)(?: \w+){0,4} (?:so much|very much indeed|from the bottom|for (?:everything|all (?:your|the|you)|your (?:kindness|patience|wonderful|great|excellent|hard|brilliant|quick|amazing|lovely)|being (?:so )?|going|helping|looking after|taking (?:such )?(?:good )?care|fixing|sorting|saving|the (?:great|excellent|wonderful|amazing|fantastic|brilliant|lovely|beautiful|quick)))|can(?:no|')t thank you enough|so grateful|very grateful|really (?:grateful|appreciate\w*)|truly appreciate|thank you thank you)\b/i,
  },
  {
    weight: 1,
    pattern:
      /\b(?:(?:absolutely |really |truly |so |very |just |such (?:a |an )?)?(?:amazing|fantastic|brilliant|excellent|wonderful|superb|outstanding|delighted|thrilled|over the moon|chuffed|impressed|fabulous|marvellous|incredible|terrific|perfect|lovely|phenomenal|exceptional|first[- ]class|top[- ]notch|spot on)|love (?:it|them|the (?:new|way|work|result)|your|this|what)|loved (?:it|the|every|our|your)|made (?:my|our|her|his|their) (?:day|week|year|christmas)|best (?:\w+ ){0,2}(?:ever|i've|we've|service|experience|decision)|highly recommend|(?:will |would )?(?:definitely |certainly )?recommend(?:ing)? you|(?:keep up the )?(?:great|good|excellent|fantastic|amazing|brilliant|wonderful|super) (?:work|job|service|experience|team|staff)|went above and beyond|life ?saver|saved (?:my|our|the|us)|a star|stars|legends?|a credit to|so (?:happy|pleased|relieved|kind|helpful|good)|very (?:happy|pleased|relieved|kind|helpful)|really (?:happy|pleased|relieved|kind|helpful|good)|what a relief|such a relief|relieved|good news|great news|wonderful news|works (?:perfectly|beautifully|like a charm|a treat)|couldn't be happier|pleased (?:to (?:say|tell|hear|let)|with)|happy (?:to (?:say|tell|report)|with)|glad (?:to (?:say|tell|report)))\b/i,
  },
];

/** Anger in the caller's own words is theirs; trouble that someone else is upset about is not. */
const whoseFeelings =
  /\b(?:(?:he|she|they|my (?:boss|wife|husband|mother|father|mum|mom|dad|manager|neighbou?r|tenant|client|customer|colleague|landlord)|the (?:boss|client|customer|tenant|neighbou?rs?|manager))(?:'s| is| are|'re| was| were| got| gets| seems?| sounded| has been) (?:\w+ ){0,3})/i;

/** The same, at the end of what stands before a feeling. */
export const othersFeelings = new RegExp(`${whoseFeelings.source}$`, "i");

/** Whether a text speaks of somebody else's state at all. */
export function speaksOfOthers(text: string): boolean {
  return whoseFeelings.test(text);
}

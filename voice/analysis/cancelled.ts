import { clauseAt, type Clause } from "./clauses.ts";

/** A condition counts only when it has come true. */
const condition =
  /\b(?:if|in case|unless|should (?:it|there|the|that)|what if|what happens (?:if|when)|in the event|whether|worried (?:that )?(?:it|the|we) (?:might|could|may|will)|might|could be|would be|as long as|wondering (?:if|whether)|want to (?:prevent|avoid)|to (?:prevent|avoid)|insurance against|training|drill|story|book|film|movie|used to|last (?:year|month|week|winter|summer)|years? ago|months? ago)\b/i;

const negation =
  /\b(?:no|not|isn't|aren't|wasn't|don't|doesn't|didn't|haven't|hasn't|never|without|nothing|no longer|no more|nobody|no one)\W+(?:\w+\W+){0,3}$/i;

/** Urgency taken back, or trouble already solved, anywhere later in the message. */
const takenBack =
  /\b(?:never ?mind|false alarm|ignore (?:my|that|this|the)|disregard|forget (?:it|about it|my|that)|(?:it'?s|that'?s|we'?re|all|is|are|been|got|now) (?:\w+ )?(?:fixed|sorted(?: out)?|resolved|solved|working (?:again|now|fine)|back (?:on|up|online|to normal)|all good|fine now|okay now|ok now|under control|out now)|(?:fixed|solved|sorted|resolved) (?:itself|it|now|that|already)|(?:plumber|engineer|electrician|fire (?:brigade|department|service)|ambulance|doctor|guy) (?:has |have )?(?:already )?(?:been|came|come|fixed|sorted|dealt)|no need to (?:call|worry|come|do|rush)|don't need to (?:call|come|do)|you can cancel (?:that|my)|everything(?:'s| is) (?:fine|okay|ok|good|back|sorted|working))\b/i;

/** Someone else's urgency, which the caller does not share. */
const others =
  /\b(?:(?:he|she|they|my (?:boss|wife|husband|manager|colleague|neighbou?r)|the (?:boss|manager|client)) (?:says?|said|thinks?|thought|insists?|reckons?|claims?)\b)/i;

/** The caller says that it may wait. */
const noRush =
  /\b(?:no (?:great |big |real |particular )?(?:rush|hurry|urgency|pressure)|not (?:at all )?(?:urgent|an emergency|in (?:a|any) (?:rush|hurry))|isn't (?:urgent|an emergency)|whenever (?:you|it|suits|is|that)|when(?:ever)? you (?:get|have) (?:a (?:chance|moment|minute|sec)|time)|in your own time|take your time|can wait|not a big deal|no big deal|nothing urgent|at your (?:leisure|convenience)|(?:sometime )?next (?:week|month|year)|in (?:a )?(?:few|couple of|two|three|four|six) (?:weeks|months))\b/i;

export interface Standing {
  /** Whether what stands at a position counts. */
  readonly counts: (start: number, end: number, denies: boolean) => boolean;
  /** Everything was taken back. */
  readonly takenBack: boolean;
  readonly mayWait: boolean;
}

/** What in a message has really come to pass. */
export function standingOf(text: string, clauses: readonly Clause[]): Standing {
  const back = [...text.matchAll(new RegExp(takenBack.source, "gi"))]
    .filter(({ index }) => !condition.test(beforeIn(clauses, index)))
    .at(-1);
  const waits = noRush.test(text);
  return {
    takenBack: back !== undefined,
    mayWait: waits,
    counts: (start, end, denies) => {
      if (back && back.index >= start) return false;
      const before = beforeIn(clauses, start);
      if (condition.test(before)) return false;
      if (waits && others.test(before)) return false;
      return denies || !negation.test(before) || /\bnot only\b/i.test(before) || end === start;
    },
  };
}

/** The words of a position's clause that stand before it. */
function beforeIn(clauses: readonly Clause[], position: number): string {
  const clause = clauseAt(clauses, position);
  return clause ? clause.text.slice(0, position - clause.start) : "";
}

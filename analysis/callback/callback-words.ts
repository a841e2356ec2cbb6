import { once } from "../../text/rules/once.ts";
import { rulesOf } from "../rules/read-rules.ts";

const rules = once(() => rulesOf("callback"));

/** Numbers of another kind. */
export const otherKind = once(
  () =>
    new RegExp(
      `\\b${rules()("otherKind")}(?: (?!(?:call|ring|phone|text|reach|at|on|give|try)\\b)[a-z]+)?(?: number| no\\.?| code| id)?(?: with \\w+(?: \\w+)?)?(?:[^\\w.?!]+(?:is|was|it's|that's|ends?|ending|in|number|my|the|for|at)){0,4}[^\\w.?!]*$|\\bfax\\b[^.?!]{0,45}\\bto\\W*$`,
      "i",
    ),
);

/** Somebody else's number, or one not to be called. */
export const notTheirs = once(
  () =>
    new RegExp(
      `\\b${rules()("notTheirs")}(?:\\W+(?:direct(?:ly)?|is|was|on|at|it's)){0,3}\\W*$`,
      "i",
    ),
);

/** The number before this one was the old one. */
export const wasOld =
  /\b(?:that'?s|it'?s|that was|which is) (?:my|the|an|our) old (?:number|one)\W*$/i;

/** What is said right behind a number that is not to be called any more, or that nobody answers. */
export const disowned = once(
  () => new RegExp(`^\\W*(?:(?:but|and|only|oh gosh|no)\\W+)*${rules()("disowned")}`, "i"),
);

/** What asks to be called, and what only mentions a number. */
export const asked =
  /\b(?:call|ring|phone|reach|contact|text|buzz|try|catch|mobile|cell|direct line|home|landline|whatsapp|use (?:my|the)|put down|i'?m (?:on|at)|me (?:on|at|back))\b/i;
export const mentioned =
  /\b(?:get|give|back|number|best|new one)\b|\b(?:so|it'?s|(?:it|that|this) is)\W*$/i;

/** Of several numbers the one that is wished for. */
export const preferred =
  /\b(?:best|instead|better|preferably|back (?:on|at)|use (?:my|the)|put down|new (?:one|number)|rather use)\b|\buse\W*$|\bso\W*$/i;

export const correction =
  /\b(?:sorry|no|wait|correction|i mean|actually|rather|make that|scratch that|let me (?:say|repeat|correct) that|that'?s (?:wrong|my old)|tell a lie|old (?:one|number)|try again|not)\b/i;

/** "0147, sorry, 0174": the end said again. */
export const endAgain =
  /^\W*(?:(?:no|oh|sorry|wait|it|i mean|make that|scratch that|rather|correction|hang on|actually|ending|ends|it's|that's|in)\b\W*){1,4}$/i;

/** "555 0168, area code 514". */
export const areaCodeAfter = /^\W*(?:and )?(?:(?:the|that'?s|it'?s) )?area code(?: is|'s)?\W*$/i;

/** "RX 7719302": letters before it make it a reference. */
export const lettered = /\b[A-Z]{1,4}[- ]?$/;

/** What stands between the parts of a number that somebody talks through: none of another kind. */
export const amidTalk =
  /^(?!.*\b(?:order|reference|ref|ticket|case|policy|claim|invoice|booking|account|card|code|pin|flat|unit|room|fax|extension|ext|call|ring|phone)\b).{0,160}$/is;

/** "Extension 619". */
export const inHouse = /\b(?:ext|extension|flat|unit|room|suite|apartment)\W*$/i;

/** Behind a number: it is the one that is wished for. */
export const preferredAfter =
  /^\W*(?:(?:the|my|that|this) )?(?:cell|mobile|home|one|office|direct|landline|work)(?:'s| is) (?:better|best|easier|preferred)\b/i;

/** Behind a number: where it rings. */
export const whereItIs = /^\W*(?:(?:that'?s|is) (?:the|my|our|me)\b|(?:the )?same area code)/i;

/** "555 0147 now, and it's a six four six in front". */
export const inFront = /^\W*(?:in front|is the area code|up front)\b/i;

/** The number that the display shows, where another has been said and is not meant. */
export const onDisplay =
  /\b(?:the|that) (?:same )?(?:number|phone|line|one) (?:(?:that )?(?:i'?m|i am|we'?re|we are) (?:calling|ringing|phoning|speaking)(?: you)?(?: from| on)?(?: now)?|(?:that )?i (?:called|rang|phoned)(?: you)? (?:from|on)|(?:that )?(?:came up|comes up|shows up|is showing|you can see)\b)/i;

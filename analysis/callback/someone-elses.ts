import { everyMatch } from "../../text/every-match.ts";

const asks = "(?:call|ring|phone|contact|text|reach|speak (?:to|with)|talk to|try)";
const asking = "(?:calling|ringing|phoning|texting|messaging|contacting)";
const papers =
  "(?:card|letter|note|sign|sticker|fl[iy]ers?|leaflets?|poster|label|e?mail|bill|invoice|website|web page|site|page|advert\\w*|ad|billboard|van|truck|lorry|trailer|recording|app|window|door|packaging|box|receipt|brochure|magnet|listing|caller id)";
const somebody =
  "(?:person|people|man|woman|lady|guy|bloke|gentleman|chap|fella|lad|girl|boy|someone|somebody|company|firm)";

/**
 * A few words before a number: it is not the caller's. One on a line; what stands nearest to the number counts. A doctor's own
 * practice asks to "call the surgery on", and a husband is called instead of his wife: neither is here.
 */
const theirs: readonly string[] = [
  "(?:missed |phone )?(?:voicemails?|calls?|called|rings?|rang|phoned|texts?|texted|messages?|messaged|contacted)(?: \\w+){0,3} from(?! you\\b| my\\b| our\\b)",
  `${asking} (?:me|us)(?: \\w+){0,2} (?:is|are|was|on|with|from)`,
  "(?:scamming|bothering|harassing|pestering|spamming|threatening|hounding) (?:me|us)",
  `keeps? ${asking}`,
  "number (?:that|which|who) (?:keeps|kept|called|rang|phoned|texted|has been|is calling|is ringing)",
  `(?:told|asked|advised|instructed|supposed|meant|invited) (?:me |us )?to (?:${asks}|dial|use)(?! (?:me|us|you|back)\\b)`,
  `(?:stop|quit) ${asking}`,
  "(?:block|unsubscribe|blacklist|remove|delete)(?: (?:the )?(?:number|line|mobile|cell|phone))?(?=\\W*$)",
  `${papers}(?: that| which| you| of yours)?(?: \\w+){0,3} (?:says?|saying|said|gives|giving|gave|has|had|shows?|showing|lists?|listing|with|reads?|reading|quotes?|quoting|tells? \\w+)`,
  "(?:painted|printed|written|sprayed|displayed|shown|listed|advertised)",
  "(?:number|num\u00E9ro)(?: \\w+){0,2} (?:on|in|sur|dans) (?:your|the|their|his|her|votre|le|la)(?! (?:account|file|system|records)\\b)",
  `${somebody} (?:called|named|by the name of)`,
  "the (?:man|woman|lady|guy|bloke|van|truck|lorry|car|taxi)(?: (?:that|who|which))?(?: \\w+){1,4} (?:had|has|with|gave)",
  "(?<!\\b(?:my|our) )number (?:of|for)(?! (?:me|us|this|our|my (?:own |new )?(?:mobile|cell|phone|landline|office|work|home))\\b)",
  "(?:the|his|her|their|your) (?:[\\w-]+ )?[\\w-]+'s (?:\\w+ )?(?:number|mobile|cell|phone|landline)",
  "number (?:that |which )?you (?:texted|gave|sent|emailed|have given|put|left|quoted|listed|published)",
  `${asks} (?:dr|doctor|mr|mrs|ms|miss|professor|father)\\b\\.? [\\w-]+'s`,
  "(?:he|she|they)(?:'s|'re| is| are) (?:on|at)(?=\\W*$)",
  "the [\\w-]+ you (?:sent|recommended|suggested|mentioned|referred)",
  "(?:emergency contact|next of kin|guarantor|references (?:is|are)|referees?)",
  "(?:dialled|dialed)",
];

/** Before a number: it is the caller's, or one on which they want to be called. */
const own: readonly string[] = [
  "(?:my|our)(?: (?:own|new|direct|best|work|home|other|current|mobile|cell|office|daytime|uk|us))* (?:number|mobile|cell(?:phone)?|phone|landline|line|desk|direct line|whatsapp|office|extension|handy)",
  "mine(?:'s| is)",
  "(?<!not )(?:reach|call|ring|phone|text|get|catch|contact|try|buzz|message|whatsapp|bell|shout)(?: it to)? (?:me|us)\\b(?! from)",
  "(?:call|ring|phone|text) back",
  "(?:give|drop) (?:me|us) a \\w+",
  "put down",
  "(?:call|ring|phone|text) (?:my|our) [\\w-]+",
  "me (?:back )?(?:on|at)",
  "(?:i'?m|i am|we'?re|we are|i'?ll be|we'?ll be) (?:\\w+ )?(?:on|at)",
  "(?:instead )?use",
  "instead",
  "rappele[zr]-(?:moi|nous)",
  "appele[zr]-moi",
  "mon (?:numéro|portable|téléphone)",
  "meine (?:nummer|handynummer|telefonnummer)",
  "mein (?:handy|telefon)",
];

/** Right behind a number: whose it is, or where it stood. */
const behind =
  /^\W*(?:(?:and|but|which|who)\W+)?(?:belongs to\b|(?:was |is )?(?:painted|printed|written|sprayed|displayed)\b|on (?:the side|them|it|the van|the tailgate|your (?:van|website|window|sign))\b|(?:told|claimed|rang me|called me|keeps (?:calling|ringing|texting)|has been (?:calling|ringing))\b|(?:tell|inform|let) (?:him|her|them)\b(?! (?:to|that i|it's|i)\b)|n'est plus\b)/i;

/** So few words may stand between such words and the number. */
const near = "(?=(?:[\\s,.]+[\\p{L}\\d'-]+){0,6}[^\\p{L}\\d]*$)";
const all = (patterns: readonly string[], behindThem: string): RegExp =>
  new RegExp(`(?<![\\w'])(?:${patterns.join("|")})(?![\\w])${behindThem}`, "giu");
const [theirsBefore, ownBefore] = [all(theirs, near), all(own, "")];

/** How far before a number it is said whose it is, in letters. */
const reach = 70;

/** A sentence's end; "Dr." is none. */
const earlier = /^.*(?<!\b(?:Dr|Mr|Mrs|Ms|St|No))[.?!]\s+/s;

/**
 * Whether a number is another's than the caller's, by its sentence. What says that it is the caller's own counts where it stands
 * nearer to the number.
 *
 * @param before what is said before the number
 * @param after what is said behind it
 */
export function isSomeoneElses(before: string, after: string): boolean {
  const sentence = before.slice(-reach).replace(earlier, "");
  const [other, mine] = [lastEnd(sentence, theirsBefore), lastEnd(sentence, ownBefore)];
  if (other > mine) return true;
  return mine < 0 && behind.test(after);
}

function lastEnd(words: string, pattern: RegExp): number {
  const last = everyMatch(words, pattern).at(-1);
  return last ? last.index + last[0].length : -1;
}

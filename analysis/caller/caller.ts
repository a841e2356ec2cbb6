import type { Caller } from "../../domain/voicemail/verdict.ts";
import { eitherCase } from "../../text/either-case.ts";
import { greets, hello } from "./greetings.ts";

const title = "(?:(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Sister|Father|Sir|Professor|Prof|Nurse)\\.? )?";
/** Who says first and last name is found by these; "Mrs Adeyemi" keeps hers. */
const titleOfTwo = new RegExp(`^${title.slice(0, -1)}(?=\\S+ \\S)`, "u");
/** A name's part: capitalised, also O'Brien, Ní, de, van. */
const part = "(?:\\p{Lu}[\\p{L}'-]+|\\p{Lu}\\.)";
const name = `${title}${part}(?: (?:van|von|de|der|la|al|bin|ter|du|le|of the)(?= ))?(?: ${part}){0,2}`;

const greeting = eitherCase(
  `(?:${hello}|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|yeah|yes|okay|ok|right|dear)(?: there| again| all| folks| ya| dear| sir| madam| team| everyone)?`,
);

/** The same in other languages of Europe; a name follows with a capital. */
const opening = [
  "je m'appelle",
  "je suis",
  "mon nom est",
  "c'est",
  "ici",
  "hier (?:ist|spricht)(?: (?:die|der))?",
  "mein name ist",
  "ich hei(?:ß|ss)e",
  "ich bin(?: (?:die|der))?",
  "me llamo",
  "mi nombre es",
  "habla",
  "le habla",
  "soy",
  "mi chiamo",
  "il mio nome è",
  "sono",
  "chamo-me",
  "o meu nome é",
  "meu nome é",
  "fala",
  "(?:aqui )?é (?:o|a)",
  "sou (?:o|a)",
  "mijn naam is",
  "u spreekt met",
  "je spreekt met",
  "(?<=^|[,.!] )met",
  "ik ben",
];

/** What people say around their name. */
const said = [
  `\\b(?:${eitherCase("my name(?:'s| is)|the name's|name's")})\\s+(${name})`,
  `\\b(?:${eitherCase("this is|it's|it is|i'm|i am|you're speaking (?:to|with)|speaking is")})\\s+(${name})`,
  `(?<![\\p{L}'])(?:${eitherCase(opening.join("|"))})\\s+(${name})`,
  `(?:^|[.!?,]\\s+|${greeting}[,.! ]+)(${name})(?:\\s+here\\b|,? (?:${eitherCase("from|at|with|over at|out at|in|on behalf of|calling")})\\b)`,
  `(?:^|${greeting}[,.!]+\\s+)(${name})[,.]`,
].map((pattern) => new RegExp(pattern, "gu"));

/** Recognisers without capitals: one or two words after the clearest of openings. */
const plainly =
  /\b(?:my name(?:'s| is)|this is|its|it's)\s+((?:mr|mrs|ms|miss|dr)?\s?[a-z]{2,}(?: [a-z']{2,})?)\s+(?:from|at|here|calling|from the|with)\b/i;

/** Capitalised, and no name. */
const noName =
  /^(?:The|This|That|It|Its|I|We|You|He|She|They|My|Our|Your|A|An|And|But|So|Just|Yes|Yeah|No|Not|Hi|Hello|Hey|Hiya|Good|Morning|Afternoon|Evening|Okay|Ok|Oh|Well|Thanks|Thank|Please|Sorry|Right|Um|Uh|Er|Press|Call|Calling|Congratulations|Dear|There|Here|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|Great|Important|Final|Attention|Is|Are|Can|Could|Do|Did|If|In|On|At|For|From|Re|About|Regarding|All|One|Two|Three|Second|Third|Last|Next|Today|Tomorrow|Every|Nobody|Somebody|Someone|Everything|Nothing|Now|Still|Our|What|When|Where|Why|How|Who|Merry|Happy|Cheers|Ta|Listen|Look|Ooh|Ah|Because|Payroll|Account|Hiya|Attention|Reminder|Security|Customer|Valued|Sir|Madam)\b/;

const companyWord = "[\\p{Lu}\\d][\\p{L}\\d'&.-]*";
const company = new RegExp(
  `\\b(?:from|at|with|of|on behalf of|over at|out at|calling from|in)\\s+((?:the |your )?${companyWord}(?:(?:\\s+(?:and|&|of|the|de|for))?\\s+${companyWord}){0,4})`,
  "u",
);

/** Places and times stand behind "from" and "at" as well. */
const noCompany =
  /^(?:the )?(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|November|December|I|Noon|Christmas|Easter|\d+)\b/;

/** So far behind a name its company is named. */
const companyReach = 60;

/**
 * Who called: the contact card's name where there is one, else as they said it.
 *
 * @param contactName as Aircall knows the caller
 */
export function findCaller(text: string, contactName: string | null): Caller {
  const found = nameIn(text);
  const behind = found
    ? text.slice(found.end, found.end + companyReach)
    : text.slice(0, companyReach);
  const [, firm = null] = company.exec(behind.split(/[!?]|\.\s/)[0] ?? "") ?? [];
  return {
    name: contactName ?? found?.name ?? null,
    company:
      firm !== null && !noCompany.test(firm)
        ? firm.replace(/[.,]+$/, "").replace(/^the /, "")
        : null,
    source: contactName !== null ? "contact" : found ? "said" : null,
  };
}

function nameIn(text: string): { readonly name: string; readonly end: number } | null {
  for (const pattern of said) {
    for (const match of text.matchAll(pattern)) {
      const [whole, spoken = ""] = match;
      if (noName.test(spoken) || greets.test(spoken)) continue;
      const at = match.index + whole.indexOf(spoken);
      return {
        name: spoken.replace(/[.,]+$/, "").replace(titleOfTwo, ""),
        end: at + spoken.length,
      };
    }
  }
  const [whole = "", spoken = ""] = plainly.exec(text) ?? [];
  if (spoken === "" || /\b(?:the|a|an|your|my|just|not|about|so|me|what|mum|dad)\b/i.test(spoken))
    return null;
  const at = text.indexOf(whole) + whole.indexOf(spoken);
  const capitals = spoken.replaceAll(/\b[a-z]/g, (letter) => letter.toUpperCase());
  return { name: capitals, end: at + spoken.length };
}

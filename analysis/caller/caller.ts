import type { Caller } from "../../domain/voicemail/verdict.ts";
import { eitherCase } from "../../text/either-case.ts";
import { once } from "../../text/rules/once.ts";
import { rulesOf } from "../rules/read-rules.ts";
import { greets, hello } from "./greetings.ts";

const title = "(?:(?:Mr|Mrs|Ms|Miss|Dr|Doctor|Sister|Father|Sir|Professor|Prof|Nurse)\\.? )?";
/** Who says first and last name is found by these; "Mrs Adeyemi" keeps hers. */
const titleOfTwo = new RegExp(`^${title.slice(0, -1)}(?=\\S+ \\S)`, "u");
/** A name's part: capitalised, also O'Brien, Ní, de, van. */
const part = "(?:\\p{Lu}[\\p{L}'-]+|\\p{Lu}\\.)";
const name = `${title}${part}(?: (?:van|von|de|der|la|al|bin|ter|du|le|of the)(?= ))?(?: ${part}){0,2}`;

const rules = once(() => rulesOf("caller"));

/** What people say around their name. */
const said = once(() => {
  const greeting = eitherCase(
    `(?:${hello()}|good (?:morning|afternoon|evening|day)|morning|afternoon|evening|yeah|yes|okay|ok|right|dear)(?: there| again| all| folks| ya| dear| sir| madam| team| everyone)?`,
  );
  return [
    `\\b(?:${eitherCase("my name(?:'s| is)|the name's|name's")})\\s+(${name})`,
    `\\b(?:${eitherCase("this is|it's|it is|i'm|i am|you're speaking (?:to|with)|speaking is")})\\s+(${name})`,
    `(?<![\\p{L}'])${eitherCase(rules()("opening"))}\\s+(${name})`,
    `(?:^|[.!?,]\\s+|${greeting}[,.! ]+)(${name})(?:\\s+here\\b|,? (?:${eitherCase("from|at|with|over at|out at|in|on behalf of|calling")})\\b)`,
    `(?:^|${greeting}[,.!]+\\s+)(${name})[,.]`,
  ].map((pattern) => new RegExp(pattern, "gu"));
});

/** Recognisers without capitals: one or two words after the clearest of openings. */
const plainly =
  /\b(?:my name(?:'s| is)|this is|its|it's)\s+((?:mr|mrs|ms|miss|dr)?\s?[a-z]{2,}(?: [a-z']{2,})?)\s+(?:from|at|here|calling|from the|with)\b/i;

/** Capitalised, and no name. */
const noName = once(() => new RegExp(`^${rules()("noName")}\\b`));

const companyWord = "[\\p{Lu}\\d][\\p{L}\\d'&.-]*";
const company = new RegExp(
  `\\b(?:from|at|with|of|on behalf of|over at|out at|calling from|in)\\s+((?:the |your )?${companyWord}(?:(?:\\s+(?:and|&|of|the|de|for))?\\s+${companyWord}){0,4})`,
  "u",
);

/** Places and times stand behind "from" and "at" as well. */
const noCompany = once(() => new RegExp(`^(?:the )?${rules()("noCompany")}\\b`));

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
      firm !== null && !noCompany().test(firm)
        ? firm.replace(/[.,]+$/, "").replace(/^the /, "")
        : null,
    source: contactName !== null ? "contact" : found ? "said" : null,
  };
}

function nameIn(text: string): { readonly name: string; readonly end: number } | null {
  for (const pattern of said()) {
    for (const match of text.matchAll(pattern)) {
      const [whole, spoken = ""] = match;
      if (noName().test(spoken) || greets().test(spoken)) continue;
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

import type { Secret } from "../secrets/secret.ts";
import type { Language } from "./load-languages.ts";

/** Kinds of secrets that may have letters among their digits: "27B84". */
const kinds: ReadonlySet<string> = new Set(["PIN", "code", "one-time code"]);

/** How far behind its announcement such a code is said, in letters. */
const within = 40;

/** Digits and capitals, both. */
const mixed =
  /(?<![\w-])(?=[A-Z\d-]{0,11}\d)(?=[\d-]{0,11}[A-Z])[A-Z\d]{2,10}(?:-[A-Z\d]{1,6})?(?![\w-])/;

/** A code that is no secret. */
const shown =
  /(?<!\w)(?:d ?)?(?:erreur|error|errore|erro|fehler\w*|fout\w*|storing\w*|promo\w*|postal\w*|produit|article|artikel\w*|produ[ck]t\w*|rabatt\w*|korting\w*|sconto|desconto|descuento|couleur|color|farb\w*|reservation|rastreio|tracking|suivi)(?!\w)/;

/** Codes of doors and the like that mix letters and digits, behind words that announce one. */
export function codesIn(text: string, folded: string, language: Language): readonly Secret[] {
  return language.announced
    .filter(({ kind }) => kinds.has(kind))
    .flatMap(({ kind, pattern }) =>
      [...folded.matchAll(new RegExp(pattern, "g"))].flatMap(({ 0: said, index }) => {
        const from = index + said.length;
        const rest = text.slice(from, from + within).split(/[.?!]\s/)[0] ?? "";
        const code = mixed.exec(rest);
        if (!code) return [];
        const around = folded.slice(index, from + code.index);
        if (shown.test(around) || language.kept.test(around)) return [];
        const start = from + code.index;
        return [{ kind, start, end: start + code[0].length }];
      }),
    );
}

import { z } from "zod";
import { isEnglishWord } from "../english-words.ts";
import { fold } from "./fold.ts";
import { toPattern } from "./phrase.ts";
import { phrases, readTable } from "../rules/read-table.ts";

/** Languages for which there are tables, BCP 47. */
export const knownLanguages = ["fr", "de", "es", "it", "pt", "nl"] as const;

export type KnownLanguage = (typeof knownLanguages)[number];

/** What is known of a language. Every expression is for a folded text. */
export interface Language {
  readonly code: KnownLanguage;
  /** Where it is spoken, the country first that has given it its name: ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  readonly common: ReadonlySet<string>;
  /** Words that announce a secret and are none of English. */
  readonly telling: ReadonlySet<string>;
  /** That no other of the tables has. */
  readonly letters: string;
  readonly unreal: RegExp;
  readonly negation: RegExp;
  readonly negationAfter: RegExp;
  readonly unrealAfter: RegExp;
  readonly takenBack: RegExp;
  readonly robot: RegExp;
  readonly sales: RegExp;
  readonly callback: {
    readonly asked: RegExp;
    readonly notTheirs: RegExp;
    /** Right behind a number of which nobody says that it is to be called. */
    readonly notTheirsAfter: RegExp;
    readonly correction: RegExp;
  };
  readonly announced: readonly { readonly kind: string; readonly pattern: RegExp }[];
  readonly birth: RegExp;
  readonly password: { readonly any: RegExp; readonly link: RegExp; readonly none: RegExp };
  readonly kept: RegExp;
  readonly months: ReadonlySet<string>;
  readonly dateWords: ReadonlySet<string>;
  readonly numbers: NumberWords;
}

/** How a language says numbers. */
const numberWords = z.object({
  style: z.enum(["french", "tens-and", "tens-first", "units-first"]),
  units: z.array(z.string()).length(10),
  teens: z.array(z.string()),
  tens: z.array(z.string()),
  hundred: z.array(z.string()),
  thousand: z.array(z.string()),
  and: z.array(z.string()),
  also: z.record(z.string(), z.number()),
  ordinal: z.array(z.string()).default([]),
  repeat: z.record(z.string(), z.number()),
  plus: z.array(z.string()),
});

export type NumberWords = z.infer<typeof numberWords>;

/** Romance languages deny before. */
const never = "(?!)";

const words = z.string().transform((text) => wordsOf(text));

const secretsFile = z.object({
  announced: z.record(z.string(), phrases),
  birth: phrases,
  password: z.object({ any: phrases, link: phrases, none: phrases }),
  kept: phrases,
});
const wordsFile = z.object({
  name: z.string(),
  countries: z.array(z.string()),
  common: words,
  letters: z.string().default(""),
  callback: z.object({
    asked: phrases,
    people: phrases,
    notTheirs: phrases,
    notTheirsAfter: phrases,
    correction: phrases,
  }),
  unreal: phrases,
  negation: phrases,
  negationAfter: phrases.default([never]),
  unrealAfter: phrases,
  takenBack: phrases,
  robot: phrases,
  sales: phrases,
  months: phrases,
  dateWords: phrases,
  numbers: numberWords,
});

/** The words of a text, folded. */
export function wordsOf(text: string): readonly string[] {
  return fold(text).match(/\p{L}+/gu) ?? [];
}

/** Shorter ones are in several languages, or part of an expression. */
const fewestLetters = 4;

const read = <Shape>(path: string, shape: z.ZodType<Shape>): Shape =>
  readTable(new URL(`./${path}`, import.meta.url), shape);

function load(code: KnownLanguage): Language {
  const file = read(`${code}/words.yaml`, wordsFile);
  const secrets = read(`${code}/secrets.yaml`, secretsFile);
  const pattern = (list: readonly string[]): RegExp => toPattern(list, code);
  const { asked, people, notTheirs, notTheirsAfter, correction } = file.callback;
  const oneOfPeople = `(?:${people.join("|")})`;
  const { any, link, none } = secrets.password;
  const { units, teens, tens } = file.numbers;
  return {
    code,
    countries: file.countries,
    common: new Set([...file.common, ...[...units, ...teens, ...tens].flatMap(wordsOf)]),
    telling: new Set(
      [...Object.values(secrets.announced).flat(), ...secrets.birth, ...any]
        .flatMap(wordsOf)
        .filter((word) => word.length >= fewestLetters && !isEnglishWord(word)),
    ),
    letters: file.letters,
    unreal: pattern(file.unreal),
    negation: pattern(file.negation),
    negationAfter: pattern(file.negationAfter),
    unrealAfter: pattern(file.unrealAfter),
    takenBack: pattern(file.takenBack),
    robot: pattern(file.robot),
    sales: pattern(file.sales),
    callback: {
      asked: pattern(asked),
      notTheirs: pattern(notTheirs.map((one) => one.replaceAll("{people}", oneOfPeople))),
      notTheirsAfter: pattern(notTheirsAfter),
      correction: pattern(correction),
    },
    announced: Object.entries(secrets.announced).map(([kind, list]) => ({
      kind,
      pattern: pattern(list),
    })),
    birth: pattern(secrets.birth),
    password: { any: pattern(any), link: pattern(link), none: pattern(none) },
    kept: pattern(secrets.kept),
    months: new Set(file.months.flatMap(wordsOf)),
    dateWords: new Set(file.dateWords.flatMap(wordsOf)),
    numbers: file.numbers,
  };
}

let loaded: readonly Language[] | null = null;

/** The tables, read when they are first asked for. */
export function languages(): readonly Language[] {
  return (loaded ??= knownLanguages.map(load));
}

const otherFile = z
  .object({ scripts: z.array(z.object({ script: z.string(), code: z.string() })) })
  .catchall(words);

/** Words of English and of languages that are named but not judged, and what letters tell alone. */
export function otherLanguages(): {
  readonly common: ReadonlyMap<string, ReadonlySet<string>>;
  readonly scripts: readonly { readonly letters: RegExp; readonly code: string }[];
} {
  const { scripts, ...common } = read("others.yaml", otherFile);
  return {
    common: new Map(Object.entries(common).map(([code, list]) => [code, new Set(list)])),
    scripts: scripts.map(({ script, code }) => ({
      letters: new RegExp(`\\p{Script=${script}}`, "gu"),
      code,
    })),
  };
}

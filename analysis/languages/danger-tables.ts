import { z } from "zod";
import { intents, type Intent } from "../../domain/voicemail/verdict.ts";
import type { KnownLanguage } from "../../text/languages/load-languages.ts";
import { toPattern } from "../../text/languages/phrase.ts";
import { phrases, readTable } from "../../text/rules/read-table.ts";

/** A situation that is urgent. */
export interface Danger {
  readonly level: 4 | 5;
  /** In English, for the head of the comment. */
  readonly topic: string;
  readonly intent: Intent;
  /** The words themselves deny something: a "no" before them does not take them back. */
  readonly denies: boolean;
  readonly pattern: RegExp;
}

const dangersFile = z.array(
  z.object({
    level: z.union([z.literal(4), z.literal(5)]),
    topic: z.string(),
    intent: z.enum(intents).default("other"),
    denies: z.boolean().default(false),
    any: phrases,
  }),
);

const loaded = new Map<KnownLanguage, readonly Danger[]>();

/** The dangers of a language, its table read when it is first asked for. */
export function dangersKnown(code: KnownLanguage): readonly Danger[] {
  const known = loaded.get(code) ?? load(code);
  loaded.set(code, known);
  return known;
}

function load(code: KnownLanguage): readonly Danger[] {
  const file = new URL(`./${code}/dangers.yaml`, import.meta.url);
  return readTable(file, dangersFile).map(({ any: list, ...danger }) => ({
    ...danger,
    pattern: toPattern(list, code),
  }));
}

import type { Line } from "../domain/aircall-object/call.ts";
import { registeredCountry } from "../text/phone/places.ts";
import type { Hints } from "./engines/engine.ts";

/** What the operator has said of the lines. */
export interface HintSettings {
  /** BCP 47 by line id, the likeliest first. */
  readonly lineLanguages: ReadonlyMap<number, readonly string[]>;
  readonly keywords: readonly string[];
}

/** The call that a voicemail belongs to. */
export interface CallFacts {
  readonly line: Line | null;
  /** The caller's number. */
  readonly calledFrom: string | null;
}

/**
 * What may be expected in a voicemail: the languages that the line is set to; else those of the
 * line's country and of the caller's. Keywords are the operator's and the line's name, never the
 * caller's.
 */
export function hintsFor({ line, calledFrom }: CallFacts, settings: HintSettings): Hints {
  const set = line ? settings.lineLanguages.get(line.id) : undefined;
  const country = line?.country ?? null;
  const guessed = [country, calledFrom === null ? null : registeredCountry(calledFrom)].flatMap(
    (one) => languageOf(one) ?? [],
  );
  return {
    languages: set ?? [...new Set(guessed)],
    certain: set !== undefined,
    keywords: [...settings.keywords, ...(line?.name ? [line.name] : [])],
  };
}

/** The language that most people of a country speak, after Unicode's CLDR. */
function languageOf(country: string | null): string | null {
  return country && /^[A-Z]{2}$/.test(country)
    ? new Intl.Locale(`und-${country}`).maximize().language
    : null;
}

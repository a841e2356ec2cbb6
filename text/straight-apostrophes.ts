const typographic = /[\u2018\u2019\u201B\u02BC\u00B4\u2032\uFF07]/g;

/**
 * A text whose apostrophes are all of the plain kind, each as long as it was: what is found in it
 * stands at the same place.
 */
export function straightApostrophes(text: string): string {
  return text.replaceAll(typographic, "'");
}

/** Words found in a straightened text, with the apostrophes of the text as it was. */
export function asSaid(words: string, text: string): string {
  const at = straightApostrophes(text).indexOf(words);
  return at < 0 ? words : text.slice(at, at + words.length);
}

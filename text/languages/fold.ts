/**
 * A text in plain small letters, each in its place: accents and capitals gone, apostrophes and
 * hyphens taken for blanks. Of the same length, so that what is found in it stands at the same
 * place in the text.
 */
export function fold(text: string): string {
  return unaccented(text)
    .replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase())
    .replaceAll(/['\u2019\u2018`]|(?<=\p{L})-(?=\p{L})/gu, " ");
}

/** Accents gone, one letter for one. */
export function unaccented(text: string): string {
  return text.replaceAll(yes, "ok").replaceAll(/[\u00C0-\u024F]/g, plain);
}

/** The Spanish and Italian "yes", which without its accent is "if". */
const yes = /(?<!\p{L})[sS][íìÍÌ](?!\p{L})/gu;

function plain(letter: string): string {
  const [base = letter] = letter.normalize("NFD");
  return base === "ß" ? "s" : base.toLowerCase();
}

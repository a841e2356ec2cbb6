import { pattern } from "./pattern.ts";
import { machineTalk } from "./rules/machine-talk.ts";

const filler = pattern("um+|uh+|erm*|ehm|hmm+|mmm+|y'know|you know(?! {ifwhether})");

const machine = pattern(...machineTalk);

/**
 * A text as rules read it: lower case, plain letters, one kind of apostrophe, without fillers and without words that are
 * spoken to a machine. It is exactly as long as the text, so that a place in one is the same place in the other.
 */
export function heard(text: string): string {
  const plain = text.replaceAll(/[A-Z]+|[^\0-\x7F]/g, (part) =>
    part < "\x80" ? part.toLowerCase() : fold(part),
  );
  return plain
    .replaceAll(machine, (match) => ".".repeat(match.length))
    .replaceAll(filler, (match) => " ".repeat(match.length));
}

function fold(character: string): string {
  if (/[\u2018\u2019\u02BC\u00B4]/.test(character)) return "'";
  const [base = character] = character.normalize("NFD").toLowerCase();
  return base.length === character.length ? base : character;
}

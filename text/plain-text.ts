/** Aircall strips emoji without a word; control characters would break lines or hide text. */
const unprintable =
  /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u{2028}\u{2029}]|\p{Extended_Pictographic}|\p{Variation_Selector}|\p{Regional_Indicator}|\p{Emoji_Modifier}/gu;

/**
 * A caller's words as one line of plain text, in the caller's letters: no line of ours can be imitated, nobody is
 * mentioned, nothing is markup.
 */
export function toPlainLine(words: string): string {
  return words
    .normalize("NFC")
    .replaceAll(/\s+/gu, " ")
    .replaceAll(unprintable, "")
    .replaceAll(/@(?=\S)/g, "@ ")
    .replaceAll("<", "\u2039")
    .replaceAll(">", "\u203A")
    .replaceAll(/[`*_]{2,}|(?<=\])\(/g, " ")
    .replaceAll(/ {2,}/g, " ")
    .trim();
}

/** The same for words of ours or of an administrator: printable ASCII only. */
export function toAscii(words: string): string {
  return words
    .normalize("NFKD")
    .replaceAll(/[^\x20-\x7E]/g, "")
    .trim();
}

import { deflateSync } from "node:zlib";
import { isDictated, wordsSaid } from "./dictation/is-dictated.ts";

/** What a text is checked against. */
export interface GateContext {
  /** Seconds of audio that was read, pauses and padding included. */
  readonly seconds: number;
  /** Of it speech, as far as voice activity found it. */
  readonly speechSeconds: number;
  /** What the engine was told to expect. */
  readonly keywords?: readonly string[];
}

/** More is babble: fast speech has 4 to 5 words a second. */
const mostWordsPerSecond = 6;

/**
 * More digits are more than were said: of real callers over the telephone the fastest said 5.2 a
 * second, and a recogniser that doubles what it hears writes more. The time is that of the speech
 * alone: of a short clip half is silence.
 */
const mostDigitsPerSecond = 5.5;

/**
 * Fewer, in a second of speech, are a recogniser that gave up halfway: slow speech has 8. Only
 * where it is long enough to tell.
 */
const fewestLettersPerSecond = 3;
const longEnoughSeconds = 2;

/** A digit is a word that was said, of so many letters. */
const lettersOfDigit = 4;

/** Above this ratio zlib has found a loop (the threshold that Whisper uses). */
const mostCompression = 2.4;

/** What recognisers invent where nobody speaks, from their training on films and videos. */
const inventions = [
  /^thank(s| you)( so much| very much)? for watching[.! ]*$/,
  /^(please )?(like and )?subscribe( to (my|the|our) channel)?[.! ]*$/,
  /subtitles by the amara\.?org community/,
  /^(music|applause|silence|blank audio|inaudible)[.! ]*$/,
  /^\W*$/,
];

/**
 * Judges whether a text can be what was said. Gives the reasons for doubt, none when there are
 * none. Pure, and the same for every engine: none guards itself.
 */
export function doubtsAbout(
  text: string,
  { seconds, speechSeconds, keywords = [] }: GateContext,
): readonly string[] {
  const plain = text.trim().toLowerCase();
  if (plain === "") return ["no words"];
  const words = plain.split(/\s+/);
  const letters =
    plain.replaceAll(/[^\p{L}]/gu, "").length +
    plain.replaceAll(/[^\p{N}]/gu, "").length * lettersOfDigit;
  const doubts: string[] = [];
  if (inventions.some((pattern) => pattern.test(plain))) doubts.push("a known invention");
  if (words.length / seconds > mostWordsPerSecond) doubts.push("too many words for the time");
  else if (isDictated(plain) && wordsSaid(plain) / speechSeconds > mostDigitsPerSecond) {
    doubts.push("too many digits for the time");
  }
  if (speechSeconds >= longEnoughSeconds && letters / speechSeconds < fewestLettersPerSecond) {
    doubts.push("too few words for the time");
  }
  if (isEcho(words, keywords)) doubts.push("an echo of the keywords");
  if (isLoop(words) || compression(plain) > mostCompression) doubts.push("repetition");
  return doubts;
}

/** Engines that are given names write them where nobody speaks. One name alone may well be said. */
function isEcho(words: readonly string[], keywords: readonly string[]): boolean {
  const given = new Set(keywords.join(" ").toLowerCase().split(/\s+/));
  const plain = words.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ""));
  return plain.length > 1 && plain.every((word) => given.has(word));
}

/** A phrase of three to eight words four times, or a shorter one six times in a row. */
function isLoop(words: readonly string[]): boolean {
  for (let size = 1; size <= 8; size++) {
    const needed = size < 3 ? 6 : 4;
    let run = 1;
    for (let at = size; at + size <= words.length; at += size) {
      const same = words
        .slice(at, at + size)
        .every((word, index) => word === words[at - size + index]);
      run = same ? run + 1 : 1;
      if (run >= needed) return true;
    }
  }
  return false;
}

function compression(text: string): number {
  const bytes = Buffer.from(text);
  // Short texts do not compress below their header.
  return bytes.length < 60 ? 1 : bytes.length / deflateSync(bytes).length;
}

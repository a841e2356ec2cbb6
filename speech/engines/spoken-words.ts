import { readExpressions } from "../../text/rules/expressions.ts";
import { once } from "../../text/rules/once.ts";

/** What recognisers write of their own inner life: `<|endoftext|>`, `<|en|>`, `</s>`, `[_TT_50]`, `[UNK]`. */
const tokens =
  /<\|[^|>]{0,40}\|>|<\/?(?:s|unk|pad|eos|bos|sot|eot|mask|blank|noise|silence|nospeech)>|\[_[A-Z]+_?\d*_?\]|\[(?:PAD|UNK|CLS|SEP|EOS|BOS|MASK)\]|\u2581/gi;

const rules = once(() => readExpressions(new URL("./spoken-words.yaml", import.meta.url)));

/** What they write where nobody speaks: `[BLANK_AUDIO]`, `(silence)`, `*music*`. */
const notes = once(() => new RegExp(`[[(*]\\s*${rules()("sounds")}\\s*[\\])*]|\u266A+`, "gi"));

const time = "(?:\\d{1,3}:)?\\d{1,2}:\\d{2}[.,]\\d{1,3}";
const timing = new RegExp(`\\[?\\s*${time}\\s*-->\\s*${time}\\s*\\]?`);

/** Files of subtitles hold the words, between numbers and times. */
function withoutTimes(text: string): string {
  if (!timing.test(text)) return text.replace(/^WEBVTT\b[^\n]*/, "");
  const lines = text.split(/\r\n?|\n/);
  let skipped = false;
  return lines
    .filter((line, at) => {
      // A header, a note or a style lasts until the next empty line.
      if (/^(?:WEBVTT|NOTE|STYLE|REGION)\b/.test(line)) skipped = true;
      else if (line.trim() === "") skipped = false;
      const named =
        timing.test(lines[at + 1] ?? "") && !timing.test(line) && /^\S{0,40}$/.test(line);
      return !skipped && !named;
    })
    .map((line) =>
      // What stands behind a time of `.vtt` says where on the screen.
      line
        .replace(
          new RegExp(`^${timing.source}(?:\\s*(?:align|line|position|size|vertical|region):\\S+)*`),
          " ",
        )
        .replaceAll(/<\/?[a-z\d][^>]{0,80}>|\{\\[^}]*\}/gi, " "),
    )
    .join(" ");
}

/**
 * How what is no speech begins: pages, data, streams of events, what a program prints of its
 * objects and its faults.
 */
const machineBeginnings = [
  /^[<{]|^\[[\]{["']|^\(['"{[]/,
  /^(?:data|event|id|retry) ?:\s/,
  /^```/,
  /^b(['"]).*\1$/s,
  /^\w+\(\w+=/,
  /^%PDF|^RIFF|^ID3|^GIF8|^PK\p{Cc}/u,
  /^(?:"?text"?|"?error"?|"?message"?|"?detail"?|"?status"?) ?[:=]/i,
  /^(?:[a-z_.]*(?:error|exception)|fatal|panic|warning|traceback[^:]{0,40}) ?:/i,
  /^(?:http\/\d|\d{3} (?:[a-z]+ ){0,3}(?:error|gateway|unavailable|timeout|requests|found|forbidden|unauthori[sz]ed|request)\b)/i,
];

/** What gateways and servers say of themselves, whole: a caller may say such words among others. */
const machineSentences = once(() => new RegExp(`^${rules()("machineSentences")}[.! ]*$`, "i"));

/** Bytes that nobody says: of another encoding, or no text at all. */
const unreadable = /(?![\t\n\v\f\r])\p{Cc}|\uFFFD/u;

/**
 * What a caller said, of a text that a recogniser's server gave as such: without the recogniser's
 * own tokens, empty where it heard nothing. Null for what is no transcript at all, and so never a
 * caller's words.
 */
export function spokenWords(given: string): string | null {
  if (unreadable.test(given)) return null;
  const words = withoutTimes(given.replaceAll(tokens, " "))
    .replaceAll(notes(), " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const isMachine =
    machineBeginnings.some((beginning) => beginning.test(words)) || machineSentences().test(words);
  return isMachine ? null : words;
}

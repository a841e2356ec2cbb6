/** What recognisers write of their own inner life: `<|endoftext|>`, `<|en|>`, `</s>`, `[_TT_50]`, `[UNK]`. */
const tokens =
  /<\|[^|>]{0,40}\|>|<\/?(?:s|unk|pad|eos|bos|sot|eot|mask|blank|noise|silence|nospeech)>|\[_[A-Z]+_?\d*_?\]|\[(?:PAD|UNK|CLS|SEP|EOS|BOS|MASK)\]|\u2581/gi;

const sounds =
  "(?:blank[_ ]?audio|silence|silent|(?:soft |upbeat |background )?music(?: playing)?|no[_ ](?:speech|audio)|inaudible|unintelligible|indistinct|applause|laughter|laughs|(?:background )?noise|static|beep(?:s|ing)?|sounds?|sighs?|coughs?|coughing|crosstalk|(?:keyboard )?typing|(?:phone )?ringing|dial tone|foreign language|speaking (?:in )?(?:a )?foreign language|end of audio)";

/** What they write where nobody speaks: `[BLANK_AUDIO]`, `(silence)`, `*music*`. */
const notes = new RegExp(`[[(*]\\s*${sounds}\\s*[\\])*]|\u266A+`, "gi");

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

/** How what is no speech begins: pages, data, streams of events, what a program prints of its objects and its faults. */
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
const machineSentences = new RegExp(
  `^(?:${[
    "(?:an? )?(?:unexpected |unknown |internal )*(?:internal |server )+error(?: occurred)?",
    "(?:unexpected|unknown|internal) error(?: occurred)?",
    "bad gateway",
    "(?:the )?service (?:is )?(?:temporarily |currently )?(?:unavailable|overloaded)",
    "(?:gateway|request|connection|read|upstream)(?: request)? time(?:d )?-?out",
    "too many requests|rate limit(?: (?:exceeded|reached))?|quota exceeded",
    "(?:page |file |model |404 )?not found|forbidden|unauthori[sz]ed|bad request|method not allowed|(?:payload|request entity) too large|unprocessable entity|not implemented|not acceptable|unsupported media type",
    "upstream (?:connect|request|server|prematurely|timed|response|error)[^?!]*",
    "no healthy upstream|no available (?:server|backend)s?|default backend[^?!]*",
    "error code:? \\d+|error",
    "(?:connection|socket|stream)(?: was)? (?:reset|refused|closed|aborted|terminated)[^?!]{0,60}",
    "(?:cuda|out of memory|oom)\\b[^?!]{0,120}",
    "(?:the )?(?:server|model|request|upstream|backend|engine) (?:is |was |has |had |could |did |failed |timed |returned |encountered )[^?!]{0,120}\\b(?:error|unavailable|overloaded|loading|loaded|out|failed|busy|processed|completed|respond)",
    "(?:failed|unable) to (?:transcribe|process|decode|load|connect|fetch|read)[^?!]{0,80}",
    "(?:an )?error (?:occurred|while|during|processing|transcribing)[^?!]{0,80}",
    "ok|null|none|undefined|nan|true|false|n/a",
  ].join("|")})[.! ]*$`,
  "i",
);

/** Bytes that nobody says: of another encoding, or no text at all. */
const unreadable = /(?![\t\n\v\f\r])\p{Cc}|\uFFFD/u;

/**
 * What a caller said, of a text that a recogniser's server gave as such: without the recogniser's own tokens, empty where it heard
 * nothing. Null for what is no transcript at all, and so never a caller's words.
 */
export function spokenWords(given: string): string | null {
  if (unreadable.test(given)) return null;
  const words = withoutTimes(given.replaceAll(tokens, " "))
    .replaceAll(notes, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
  const isMachine =
    machineBeginnings.some((beginning) => beginning.test(words)) || machineSentences.test(words);
  return isMachine ? null : words;
}

/** A line fits a phone's screen twice over. */
const longestLine = 140;

/** The first sentence that is more than a greeting: a pointer for whoever decides whether to read on. */
export function summarize(text: string): string {
  const sentences = text
    .split(/(?<=[.?!])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => !greeting.test(sentence) || sentence.length > 60);
  const sentence = sentences[0] ?? text.trim();
  return sentence.length > longestLine
    ? `${sentence.slice(0, longestLine - 3).trimEnd()}...`
    : sentence;
}

const greeting = /^(?:hi|hello|hey|good (?:morning|afternoon|evening)|this is|my name is|it's)\b/i;

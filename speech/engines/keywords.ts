/** OpenAI refuses the whole request for one bad keyword; more or longer ones are no names. */
const most = 100;
const longest = 60;

/** Names fit to be sent to an engine: one line each, without what its protocol forbids (`<`, `>`, line breaks). */
export function cleanKeywords(keywords: readonly string[]): readonly string[] {
  const clean = keywords.map((keyword) =>
    keyword
      .replaceAll(/[<>\p{C}]+/gu, " ")
      .replaceAll(/\s+/g, " ")
      .trim()
      .slice(0, longest)
      .trimEnd(),
  );
  return [...new Set(clean.filter((keyword) => keyword !== ""))].slice(0, most);
}

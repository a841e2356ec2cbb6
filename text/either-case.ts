/**
 * An expression that takes its letters small and capital alike, for a part of a longer one in which
 * case counts. `(?i:...)` would be that, and V8 14 finds other matches with it once it has compiled
 * the whole (Node 24.21, `node --no-regexp-optimization`).
 */
export function eitherCase(source: string): string {
  let result = "";
  let inClass = false;
  for (let at = 0; at < source.length; at++) {
    const letter = source[at] ?? "";
    if (letter === "\\") {
      const escaped = /^\\(?:p\{[^}]*\}|.)/su.exec(source.slice(at))?.[0] ?? letter;
      result += escaped;
      at += escaped.length - 1;
      continue;
    }
    if (letter === "[") inClass = true;
    if (letter === "]") inClass = false;
    const [small, capital] = [letter.toLowerCase(), letter.toUpperCase()];
    const has = small !== capital && capital.length === 1;
    result += has ? (inClass ? `${small}${capital}` : `[${small}${capital}]`) : letter;
  }
  return result;
}

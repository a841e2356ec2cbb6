/**
 * Every match of a global pattern. `matchAll` compiles its pattern anew on each call, which is dear
 * where a long one is asked of many short pieces.
 */
export function everyMatch(words: string, pattern: RegExp): readonly RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(words); match; match = pattern.exec(words)) {
    found.push(match);
    if (match[0] === "") pattern.lastIndex++;
  }
  return found;
}

/** Where the last thing ends that a pattern finds in a text; 0 where it finds none. */
export function lastEnd(text: string, pattern: RegExp): number {
  const last = [...text.matchAll(new RegExp(pattern, "g"))].at(-1);
  return last ? last.index + last[0].length : 0;
}

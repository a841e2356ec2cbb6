/**
 * Insertions, deletions and exchanges that make each beginning of `b` of `a`, by the beginning's
 * length: of nothing first, of the whole of `b` last.
 */
export function editDistances<Part>(a: readonly Part[], b: readonly Part[]): readonly number[] {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [at, part] of a.entries()) {
    let diagonal = row[0] ?? 0;
    let left = at + 1;
    row = row.map((above, index) => {
      if (index === 0) return at + 1;
      const cost = diagonal + (part === b[index - 1] ? 0 : 1);
      diagonal = above;
      left = Math.min(above + 1, left + 1, cost);
      return left;
    });
  }
  return row;
}

/** Levenshtein's distance, of letters or of words. */
export function editDistance<Part>(a: readonly Part[], b: readonly Part[]): number {
  return editDistances(a, b).at(-1) ?? 0;
}

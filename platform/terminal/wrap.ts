/** Narrower than this nothing can be read: a terminal that says so is taken for one of this width. */
const fewestColumns = 40;

/** Of a terminal that does not say how wide it is. */
const usualColumns = 80;

/** The same text for a terminal of any width; as it is where no terminal is. */
export function wrapFor(stream: NodeJS.WriteStream, text: string, hang?: string): string {
  return stream.isTTY ? wrap(text, stream.columns, hang) : text;
}

/** What fits in a line of a terminal: some begin a new line when the last column is written. */
export function roomIn(columns: number): number {
  return Math.max(fewestColumns, columns) - 1;
}

/**
 * Breaks a text at its blanks, so that no word is cut and each line fits. A word that is longer than a line, such as a
 * URL, stays whole, and where it is. Line breaks of the text stay.
 *
 * @param hang stands before what a line of the text is continued in. (Default: it stands below what follows the last
 * gap in the line's first half, as in a table, else below its first word)
 */
export function wrap(text: string, columns: number = usualColumns, hang?: string): string {
  const room = roomIn(columns);
  return text
    .split("\n")
    .map((line) => wrapLine(line, room, hang ?? columnIn(line, room)))
    .join("\n");
}

/** Blanks up to what stands behind two or more of them, in the first half of the line; else those it begins with. */
function columnIn(line: string, room: number): string {
  const [before = ""] = /^ *(?:.*\S {2,})?(?=\S)/.exec(line.slice(0, room / 2)) ?? [];
  return " ".repeat(before.length);
}

function wrapLine(line: string, room: number, hang: string): string {
  const lines: string[] = [];
  const [start = ""] = /^ */.exec(line) ?? [];
  let current = start;
  let isEmpty = true;
  for (const [word] of line.slice(start.length).matchAll(/\S+ */g)) {
    const isWide = (before: string): boolean => (before + word.trimEnd()).length > room;
    if (!isEmpty && isWide(current) && !isWide(hang)) {
      lines.push(current.trimEnd());
      current = hang;
    }
    current += word;
    isEmpty = false;
  }
  return [...lines, current.trimEnd()].join("\n");
}

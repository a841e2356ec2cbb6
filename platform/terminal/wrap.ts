/** Narrower than this nothing can be read: a terminal that says so is taken for one of this width. */
const fewestColumns = 40;

/** Of a terminal that does not say how wide it is. */
const usualColumns = 80;

/** The same text for a terminal of any width; as it is where no terminal is. */
export function wrapFor(stream: NodeJS.WriteStream, text: string, hang = ""): string {
  return stream.isTTY ? wrap(text, stream.columns, hang) : text;
}

/**
 * Breaks a text at its blanks, so that no word is cut and each line fits. A word that is longer than a line, such as a
 * URL, stays whole. Line breaks of the text stay.
 *
 * @param hang stands before what a line of the text is continued in
 */
export function wrap(text: string, columns: number = usualColumns, hang = ""): string {
  // Some terminals begin a new line when the last column is written.
  const room = Math.max(fewestColumns, columns) - 1;
  return text
    .split("\n")
    .map((line) => wrapLine(line, room, hang))
    .join("\n");
}

function wrapLine(line: string, room: number, hang: string): string {
  const lines: string[] = [];
  const [start = ""] = /^ */.exec(line) ?? [];
  let current = start;
  let isEmpty = true;
  for (const [word] of line.slice(start.length).matchAll(/\S+ */g)) {
    if (!isEmpty && (current + word.trimEnd()).length > room) {
      lines.push(current.trimEnd());
      current = hang;
    }
    current += word;
    isEmpty = false;
  }
  return [...lines, current.trimEnd()].join("\n");
}

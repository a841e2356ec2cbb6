/** Narrower than this nothing can be read: a terminal that says so is taken for one of this width. */
const fewestColumns = 40;

/** What a terminal has that does not say how wide it is. */
const usualColumns = 80;

/**
 * Breaks a text at its blanks, so that no word is cut and each line fits. A word that is longer than a line, such as a URL,
 * stays whole. Line breaks of the text stay.
 *
 * @param columns undefined where the terminal does not say
 * @param hang stands before each line but the first of each of the text's own
 */
export function wrap(text: string, columns: number | undefined, hang = ""): string {
  // Some terminals begin a new line when the last column is written.
  const room = Math.max(fewestColumns, columns || usualColumns) - 1;
  return text
    .split("\n")
    .map((line) => wrapLine(line, room, hang))
    .join("\n");
}

function wrapLine(line: string, room: number, hang: string): string {
  if (line.length <= room) return line;
  const [start = ""] = /^ */.exec(line) ?? [];
  const lines: string[] = [];
  let current = start;
  let isFirstWord = true;
  for (const word of line.trim().split(/ +/)) {
    const longer = isFirstWord ? current + word : `${current} ${word}`;
    if (isFirstWord || longer.length <= room) current = longer;
    else {
      lines.push(current);
      current = hang + word;
    }
    isFirstWord = false;
  }
  return [...lines, current].join("\n");
}

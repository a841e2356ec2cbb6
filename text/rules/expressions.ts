import { z } from "zod";
import { phrases, readTable } from "./read-table.ts";

const table = z.record(z.string(), phrases);

/** A list of a table as one expression, of which one line must fit. */
export type OneOf = (list: string) => string;

/**
 * Reads a table of expressions, one a line, in lists with names. `{name}` in a line stands for the list of that name.
 *
 * @throws on a list, asked for or named in a line, that there is not
 */
export function readExpressions(file: URL): OneOf {
  const lists = new Map(Object.entries(readTable(file, table)));
  const oneOf: OneOf = (list) => {
    const lines = lists.get(list);
    if (!lines) throw new Error(`${file.pathname} has no list "${list}"`);
    return `(?:${lines.map(filled).join("|")})`;
  };
  const filled = (line: string): string =>
    line.replaceAll(/\{([a-z][A-Za-z]+)\}/g, (_, list: string) => oneOf(list));
  return oneOf;
}

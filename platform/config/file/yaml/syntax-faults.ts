import type { YAMLError } from "yaml";
import { unquoted } from "../fill-in.ts";
import type { Fault } from "./fault.ts";

/** What follows from the first ones says nothing more. */
const mostFaults = 20;

type Words = Pick<Fault, "fault" | "expected" | "example">;

/** Characters that begin something else in YAML, where a text without quotes begins with them. */
const beginsSomethingElse = /^[>|@`%*&!?]/;

/**
 * What YAML cannot read, in words of ours: those of the parser show the text around, which may be a secret.
 *
 * @param spotOf line and column of an offset
 */
export function syntaxFaults(
  text: string,
  errors: readonly YAMLError[],
  spotOf: (offset: number) => Fault["spot"],
): readonly Fault[] {
  const braces = unquotedReferences(text);
  const [firstBrace = Infinity] = braces;
  const lines = new Set<number>();
  const others = errors.flatMap((error): Fault[] => {
    const [offset] = error.pos;
    const spot = spotOf(offset);
    // A brace that is read as YAML's own puts all that follows out of step.
    if (offset >= firstBrace || lines.has(spot.line)) return [];
    lines.add(spot.line);
    return [{ spot, path: [], ...wordsFor(error, text) }];
  });
  return [
    ...others,
    ...braces.map((offset) => ({ spot: spotOf(offset), path: [], ...unquoted })),
  ].slice(0, mostFaults);
}

/** Where a `${` stands outside of quotes and comments, as far as single lines tell. */
function unquotedReferences(text: string): readonly number[] {
  const found: number[] = [];
  let quote = "";
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? "";
    if (char === "\n") quote = "";
    else if (quote === '"' && char === "\\") at++;
    else if (quote !== "") quote = char === quote ? "" : quote;
    else if (/["']/.test(char) && /[\s,:[{(]|^$/.test(text[at - 1] ?? "")) quote = char;
    else if (char === "#" && /\s|^$/.test(text[at - 1] ?? "")) at = endOfLine(text, at) - 1;
    else if (text.startsWith("${", at) && text[at - 1] !== "$") found.push(at);
  }
  return found;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

function wordsFor({ code, pos: [offset] }: YAMLError, text: string): Words {
  const before = text.slice(text.lastIndexOf("\n", offset - 1) + 1, offset);
  const value = text.slice(offset, endOfLine(text, offset)).trimStart();
  if (code === "TAB_AS_INDENT" || /^\s*\t/.test(`${before}${text[offset] ?? ""}`)) {
    return {
      fault: "is indented with a tab",
      expected: "spaces: YAML takes no tabs there",
      example: "two spaces for each level",
    };
  }
  if (code === "TAG_RESOLVE_FAILED" || code === "MULTIPLE_DOCS") {
    return wordsByCode[code] ?? cannotBeRead;
  }
  if (code === "BAD_SCALAR_START" || /(?:^|\s)[>|@`%*&!?]\s*$/.test(before) || isStrange(value)) {
    return {
      fault: "has a value that begins with a sign of YAML's own",
      expected: "quotes around it",
      example: 'urgency: ">=4"',
    };
  }
  return wordsByCode[code] ?? cannotBeRead;
}

const isStrange = (value: string): boolean => beginsSomethingElse.test(value);

const cannotBeRead: Words = {
  fault: "cannot be read as YAML from here on",
  expected: "keys and values, one below the other, indented alike",
  example: "dryRun: false",
};

const wordsByCode: Partial<Record<YAMLError["code"], Words>> = {
  MISSING_CHAR: {
    fault: "ends too early: a quote, a comma or a bracket is missing",
    expected: "each quote and bracket closed",
    example: "only: [123, 456]",
  },
  BAD_INDENT: {
    fault: "is not indented like its neighbours, or a bracket is not closed",
    expected: "keys of one map below each other",
    example: "two spaces for each level",
  },
  BLOCK_AS_IMPLICIT_KEY: {
    fault: "has a second colon in one line",
    expected: "one key a line, or quotes around a value with a colon and a blank",
    example: 'name: "Sam: support"',
  },
  MULTIPLE_DOCS: {
    fault: "has a second document behind ---",
    expected: "one document a file",
    example: "accounts:",
  },
  TAG_RESOLVE_FAILED: {
    fault: "has a tag of YAML (!...) that is not known",
    expected: "a plain value",
    example: '"${ACME_TOKEN}"',
  },
};

import type { Environment } from "../load-config.ts";
import { fileNamed } from "./config-path.ts";
import { readText } from "./read-text.ts";

/** A text whose references have their values. */
export interface Filled {
  readonly text: string;
  /** The references as they are written, without braces: `NAME`, `file:/run/secrets/x`. */
  readonly from: readonly string[];
}

/** Why a text cannot be filled. */
export interface Unfilled {
  readonly fault: string;
  readonly expected: string;
  readonly example: string;
}

export type Fill = (text: string, isQuoted: boolean) => Filled | Unfilled;

/** A token, a password, a certificate. */
const largestFile = 64 * 1024;

/** `$${` stands for the two characters themselves. */
const reference = /\$(\$\{|\{([^}]*)(\}?))/g;

const variableName = /^[A-Za-z_][A-Za-z0-9_]*$/;

const whatMayStand = "${NAME} for an environment variable, or ${file:/path} for a file's content";

/** Makes what puts variables' values and files' contents into a file's texts. */
export function createFill(env: Environment, config: string): Fill {
  const contents = new Map<string, string | Unfilled>();
  const contentOf = (name: string): string | Unfilled => {
    const path = fileNamed(config, name);
    const known = contents.get(path) ?? readSecret(path);
    contents.set(path, known);
    return known;
  };
  return (text, isQuoted) => {
    if (!text.includes("${")) return { text, from: [] };
    if (!isQuoted) return unquoted;
    const from: string[] = [];
    let fault: Unfilled | null = null;
    const filled = text.replaceAll(reference, (whole, rest: string, name = "", end = "") => {
      if (rest === "${") return "${";
      const value = end === "" ? notUnderstood : valueOf(name);
      if (typeof value === "string") {
        from.push(name);
        return value;
      }
      fault ??= value;
      return whole;
    });
    return fault ?? { text: filled, from };
  };

  function valueOf(name: string): string | Unfilled {
    if (name.startsWith("file:")) {
      const path = name.slice("file:".length);
      return path.trim() === "" ? notUnderstood : contentOf(path);
    }
    if (!variableName.test(name)) return notUnderstood;
    const value = env[name]?.trim();
    if (value) return value;
    return {
      fault: `takes \${${name}}, which is not set`,
      expected: `the variable ${name} in the environment or in .env`,
      example: `${name}=value`,
    };
  }
}

/** The problem of one that YAML may take for a map of its own. */
export const unquoted: Unfilled = {
  fault: "takes a value by ${...} without quotes, and braces are YAML's own",
  expected: "quotes around it",
  example: '"${NAME}"',
};

const notUnderstood: Unfilled = {
  fault: "has a ${...} that is not understood",
  expected: `${whatMayStand}; $\${ where the characters themselves are meant`,
  example: '"${ACME_TOKEN}"',
};

function readSecret(path: string): string | Unfilled {
  const expected = "a file that can be read and is not empty";
  const example = '"${file:/run/secrets/acme-token}"';
  const read = readText(path, largestFile);
  if ("fault" in read) return { fault: `takes ${path}, which ${read.fault}`, expected, example };
  const text = read.is.trim();
  return text === "" ? { fault: `takes ${path}, which is empty`, expected, example } : text;
}

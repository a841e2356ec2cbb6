import type { z } from "zod";
import { isWithoutBlank, valueAt, type Path } from "../path.ts";
import { exampleText } from "./example-text.ts";
import { nearest } from "./nearest.ts";
import { nameAt, schemaAt, type Described } from "./schema-at.ts";

/** Something wrong with a value, before it is known where it stands. */
export interface ValueFault {
  readonly path: Path;
  readonly fault: string;
  readonly expected: string;
  readonly example: string;
  /** The key itself is wrong, not what stands behind it. */
  readonly ofKey?: boolean;
}

type Issue = z.core.$ZodIssue;

/** Longer values say no more. */
const mostShown = 80;

export interface FaultsOptions {
  readonly schema: z.core.$ZodType;
  readonly value: unknown;
  /** Whether the value at a path comes from a variable or another file, and is not to be shown. */
  readonly isTaken: (path: Path) => boolean;
  /** Whether a `#` cut the value off. */
  readonly isCut: (path: Path) => boolean;
}

/** What a schema found, in words for people: never a secret, nor what may be one. */
export function issueFaults(issues: readonly Issue[], options: FaultsOptions): ValueFault[] {
  return issues.flatMap((issue) => faultsOf(issue, pathOf(issue.path), options));
}

function pathOf(path: readonly PropertyKey[]): Path {
  return path.map((step) => (typeof step === "number" ? step : String(step)));
}

function faultsOf(issue: Issue, path: Path, options: FaultsOptions): ValueFault[] {
  const { schema, value } = options;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => unknownKey(path, key, options));
  }
  if (issue.code === "invalid_key") {
    const { expected, example } = nameAt(schema, path.slice(0, -1), value) ?? unknownPlace;
    const name = exampleText({ [String(example)]: "" }).replace(/ ""$|""$/, "");
    return [{ path, fault: "has a name that is not usable", expected, example: name, ofKey: true }];
  }
  if (issue.code === "invalid_union" && path.at(-1) === "kind") {
    const { expected } = schemaAt(schema, path.slice(0, -1), value) ?? unknownPlace;
    const described = { ...unknownPlace, expected, isPrivate: false };
    const fault = faultOf(issue, path, described, options);
    return [{ path, fault, expected, example: exampleAt(path, wordsIn(expected)[0] ?? "") }];
  }
  if (issue.code === "invalid_union") {
    // One of several ways to say it: the way that went furthest is the one that was meant.
    const deepest = issue.errors
      .flat()
      .filter((one) => one.path.length > 0)
      .toSorted((one, other) => other.path.length - one.path.length);
    const [first] = deepest;
    if (first && issue.errors.length > 0) {
      const meant = issue.errors.find((errors) => errors.includes(first)) ?? [];
      return meant.flatMap((one) => faultsOf(one, [...path, ...pathOf(one.path)], options));
    }
  }
  const described = schemaAt(schema, path, value) ?? unknownPlace;
  const { expected, example } = described;
  return [
    {
      path,
      fault: faultOf(issue, path, described, options),
      expected,
      example: exampleAt(path, example),
    },
  ];
}

const unknownPlace: Described = {
  expected: "another value",
  example: "",
  isPrivate: true,
  keys: [],
};

/** An example with the key that it stands behind. */
export function exampleAt(path: Path, example: unknown): string {
  const key = path.findLast((step) => typeof step === "string");
  if (key === undefined) return exampleText(example);
  const isInList = typeof path.at(-1) === "number";
  return exampleText({ [key]: isInList ? [example] : example });
}

function unknownKey(path: Path, key: string, { schema, value }: FaultsOptions): ValueFault {
  const { keys } = schemaAt(schema, path, value) ?? unknownPlace;
  const inside = [...path, key];
  const blank = isWithoutBlank(key);
  const meant = nearest(blank ? (key.split(":", 1)[0] ?? "") : key, keys);
  const shown = meant ?? keys[0] ?? "";
  const { example } = schemaAt(schema, [...path, shown], value) ?? unknownPlace;
  const fault = blank
    ? "has no space after its colon"
    : `is not known${meant === null ? "" : `: did you mean ${meant}?`}`;
  return {
    path: inside,
    fault,
    expected: blank ? "a blank behind the colon" : oneOf(keys),
    example: exampleAt([...path, shown], example),
    ofKey: true,
  };
}

function oneOf(keys: readonly string[]): string {
  return keys.length === 0 ? "nothing there" : `one of ${keys.join(", ")}`;
}

function faultOf(
  issue: Issue,
  path: Path,
  { isPrivate, expected }: Described,
  options: FaultsOptions,
): string {
  const given = valueAt(options.value, path);
  // What only says that it does not fit is said with the value.
  if (issue.code === "custom" && given !== undefined && !issue.message.startsWith("not ")) {
    return issue.message;
  }
  if (given === undefined) return "is missing";
  if (given === null) {
    return options.isCut(path)
      ? "is empty: a # begins a comment, unless it is in quotes"
      : "is empty";
  }
  if (Array.isArray(given)) return given.length === 0 ? "is an empty list" : "is a list";
  if (typeof given === "object") return "is a map";
  const wantsText = issue.code === "invalid_type" && issue.expected === "string";
  if (wantsText && typeof given !== "string") {
    return `is ${typeof given === "number" ? "a number" : "true or false"} to YAML, not a text: put it in quotes`;
  }
  // What stands in the place of a map may be the secret that belongs into it.
  const wanted = issue.code === "invalid_type" ? (kindsOfMap[issue.expected] ?? null) : null;
  if (wanted !== null) return `is no ${wanted}`;
  if (isPrivate || options.isTaken(path)) return "is not usable";
  const meant = typeof given === "string" ? nearest(given, wordsIn(expected)) : null;
  const advice = meant === null || meant === given ? "" : `: did you mean ${meant}?`;
  const written = typeof given === "string" ? given : JSON.stringify(given);
  return `is "${shownValue(written)}", which is not usable${advice}`;
}

const kindsOfMap: Readonly<Record<string, string>> = {
  object: "map",
  record: "map",
  array: "list",
};

/** The words that an expectation lists: `off, propose or apply`. */
function wordsIn(expected: string): readonly string[] {
  const [, list = ""] = /(?:: |one of )([a-z_.]+(?:(?:, | or )[a-z_.]+)+)/.exec(expected) ?? [];
  return list.split(/, | or /).filter(Boolean);
}

/** A URL may hold a password or a key, and a terminal obeys control characters. */
function shownValue(value: string): string {
  return value
    .replace(/^.*@/s, "...@")
    .replace(/\?.*$/s, "?...")
    .replaceAll(/\p{C}/gu, " ")
    .slice(0, mostShown);
}

import { parseJson } from "../../domain/parse-json.ts";
import type { Seen } from "./ask.ts";

/** Aircall takes emoji out of what is written to it. */
export const thumb = "\u{1F44D}";

/** A status with the shape of its body: `404 {error, troubleshoot}`. Values stay out of it. */
export function answerShape({ status, text }: Seen): string {
  return `${status} ${bodyShape(text)}`;
}

/**
 * The keys of a body, or its type: `{error, troubleshoot}`, `list`, `empty`. Values stay out of it.
 */
export function bodyShape(text: string): string {
  if (text === "") return "empty";
  const body = parseJson(text);
  if (body === undefined) return "no JSON";
  return isRecord(body) ? `{${keysOf(body).join(", ")}}` : typeOf(body);
}

/** What a list of keys has too much or too little. */
export function keyDifference(body: unknown, expected: readonly string[]): string {
  const keys = isRecord(body) ? keysOf(body) : [];
  const lacks = expected.filter((key) => !keys.includes(key));
  const more = keys.filter((key) => !expected.includes(key));
  const parts = [
    ...(lacks.length > 0 ? [`lacks ${lacks.join(", ")}`] : []),
    ...(more.length > 0 ? [`has ${more.join(", ")}`] : []),
  ];
  return parts.join("; ") || "just these";
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A value below a body, by its keys and indexes. */
export function at(body: unknown, ...path: readonly (string | number)[]): unknown {
  let value = body;
  for (const step of path) {
    if (Array.isArray(value)) value = (value as unknown[])[Number(step)];
    else value = isRecord(value) ? value[step] : undefined;
  }
  return value;
}

/** The items under a key of a body, none when it is missing. */
export function listAt(body: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = at(body, ...path);
  return Array.isArray(list) ? list : [];
}

/** Only what looks like the name of a field: keys of a map with somebody's words are left out. */
function keysOf(record: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(record)
    .map((key) => (/^[a-z][a-z0-9_]{0,39}$/i.test(key) ? key : "?"))
    .toSorted();
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "list" : typeof value;
}

import { z } from "zod";
import type { Place } from "../config-error.ts";
import type { ConfigFile } from "./inspect-config-file.ts";
import { pathKey, pathText, type Path } from "./path.ts";
import { schemaAt } from "./problems/schema-at.ts";
import { configSchema } from "./schema/config-schema.ts";

/** A value that is in force, and where it came from. */
export interface ShownValue {
  /** A variable, or the path to a value of the file: `accounts.acme.hours`. */
  readonly name: string;
  /** Null: there is none, or it is hidden. */
  readonly value: string | null;
  /** A secret, or somebody's number: there is a value, which is not shown. */
  readonly hidden: boolean;
  readonly origin: "file" | "environment" | "default";
  /** Where the file of accounts or of variables says it. */
  readonly place: Place | null;
  /** What a value of the file was taken from: `ACME_TOKEN`, `file:/run/secrets/x`. */
  readonly takenFrom: readonly string[];
}

/** Variables that are named like this hold secrets, wherever they are put. */
const secretName = /TOKEN|KEY|SECRET|PASS|CREDENTIAL|^file:/i;

/** What the file says, from the top, and what stands for its accounts where it says nothing. */
export function valuesOfFile(file: ConfigFile, baseUrl: string): readonly ShownValue[] {
  const { parsed, entries } = file;
  return [
    ...valuesIn(file, parsed.value, []),
    ...Object.entries(entries.accounts ?? {}).flatMap(([name, account]) => {
      const path = `accounts.${name}`;
      const { aircall } = account;
      return [
        ...(aircall.baseUrl === undefined ? [byDefault(`${path}.aircall.baseUrl`, baseUrl)] : []),
        ...(account.dryRun === undefined ? [byDefault(`${path}.dryRun`, "false")] : []),
        ...(account.only === undefined ? [byDefault(`${path}.only`, "all lines")] : []),
      ];
    }),
  ];
}

function byDefault(name: string, value: string): ShownValue {
  return { name, value, hidden: false, origin: "default", place: null, takenFrom: [] };
}

function valuesIn(file: ConfigFile, value: unknown, path: Path): ShownValue[] {
  if (Array.isArray(value) && value.some((one) => typeof one === "object")) {
    return value.flatMap((one, at) => valuesIn(file, one, [...path, at]));
  }
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return Object.entries(value).flatMap(([key, one]) => valuesIn(file, one, [...path, key]));
  }
  return [shown(file, value, path)];
}

function shown({ path: name, parsed }: ConfigFile, value: unknown, path: Path): ShownValue {
  const parts = [path, ...(Array.isArray(value) ? value.map((_, at) => [...path, at]) : [])];
  const takenFrom = parts.flatMap((part) => parsed.takenFrom.get(pathKey(part)) ?? []);
  const { isPrivate } = schemaAt(configSchema, path, parsed.value) ?? { isPrivate: true };
  const hidden = isPrivate || takenFrom.some((from) => secretName.test(from));
  return {
    name: pathText(path),
    value: hidden ? null : inWords(value),
    hidden,
    origin: "file",
    place: { file: name, ...parsed.spots.ofValue(path) },
    takenFrom,
  };
}

/** A URL may hold a password or a key, which is nobody else's business. */
export function inWords(value: unknown): string {
  const text = Array.isArray(value) ? z.array(z.unknown()).parse(value).join(", ") : String(value);
  return text
    .replaceAll(/(\/\/)[^/\s@]*@/g, "$1...@")
    .replaceAll(/(https?:[^\s?]*)\?\S*/g, "$1?...");
}

import { isAlias, isMap, isScalar, isSeq, type Scalar, type YAMLMap } from "yaml";
import type { Fill } from "../fill-in.ts";
import { pathKey, type Path } from "../path.ts";
import type { Fault } from "./fault.ts";
import type { SpotCollector } from "./spots.ts";

/** Aliases of aliases multiply: a thousand accounts have some ten thousands of values. */
const mostValues = 200_000;

const deepest = 40;

/** More values than any file of settings has. */
export class TooMuchError extends Error {
  override readonly name = "TooMuchError";
  readonly fault: string;
  readonly path: Path;

  constructor(fault: string, path: Path) {
    super(fault);
    this.fault = fault;
    this.path = path;
  }
}

export interface Reader {
  readonly read: (node: unknown) => unknown;
  readonly faults: readonly Fault[];
  readonly takenFrom: ReadonlyMap<string, readonly string[]>;
}

/** Reads parsed nodes into plain values: where each stands is noted, what is twice there is found. */
export function createReader(parts: {
  readonly spots: SpotCollector;
  readonly fill: Fill;
}): Reader {
  const { spots, fill } = parts;
  const faults: Fault[] = [];
  const takenFrom = new Map<string, readonly string[]>();
  const anchored = new Map<string, unknown>();
  let seen = 0;

  function read(node: unknown, path: Path): unknown {
    seen++;
    if (seen > mostValues) throw new TooMuchError(`has more than ${mostValues} values`, path);
    if (path.length > deepest) throw new TooMuchError("is nested too deep", path);
    if (isAlias(node)) return readAlias(node.source, path);
    if (!isScalar(node) && !isMap(node) && !isSeq(node)) return null;
    if (node.anchor !== undefined) anchored.set(node.anchor, node);
    if (isScalar(node)) return readScalar(node, path);
    if (isMap(node)) return readMap(node, path);
    return node.items.map((item, at) => {
      place(item, [...path, at]);
      return read(item, [...path, at]);
    });
  }

  function place(node: unknown, path: Path, key?: number): void {
    const value = offsetOf(node) ?? key;
    if (value !== undefined) spots.put(path, key === undefined ? { value } : { key, value });
  }

  function readAlias(name: string, path: Path): unknown {
    if (anchored.has(name)) return read(anchored.get(name), path);
    const fault = "has an alias of YAML (*...) without its anchor (&...) before it";
    return tell(path, { fault, expected: "an anchor first, or quotes", example: "hours: *office" });
  }

  function readScalar(node: Scalar, path: Path): unknown {
    if (typeof node.value !== "string") return node.value;
    const filled = fill(node.value, node.type !== "PLAIN");
    if ("fault" in filled) {
      tell(path, filled);
      return node.value;
    }
    if (filled.from.length > 0) takenFrom.set(pathKey(path), filled.from);
    return filled.text;
  }

  function readMap(map: YAMLMap, path: Path): unknown {
    const own = new Map<string, unknown>();
    const merged = new Map<string, unknown>();
    // What is merged first: a map's own values take its place, wherever they stand.
    const mergedFirst = map.items.toSorted((one, other) => rankOf(one.key) - rankOf(other.key));
    for (const { key, value } of mergedFirst) {
      if (!isScalar(key)) {
        tell(path, { fault: "has a key that is no word", expected: "a name", example: "acme:" });
        continue;
      }
      const name = String(key.value);
      const inside = [...path, name];
      if (own.has(name) || name === "__proto__") {
        const fault = name === "__proto__" ? "is a name that cannot be used" : "is there twice";
        faults.push({ ...twice, fault, spot: spots.at(offsetOf(key) ?? 0), path: inside });
        continue;
      }
      if (name === "<<") merge(merged, value, path);
      else {
        place(value, inside, offsetOf(key));
        own.set(name, read(value, inside));
      }
    }
    for (const [name, value] of merged) if (!own.has(name)) own.set(name, value);
    return Object.fromEntries(own);
  }

  /** `<<: *defaults`, or a list of them, of which the first goes before the others. */
  function merge(into: Map<string, unknown>, node: unknown, path: Path): void {
    const given = read(node, path);
    for (const one of Array.isArray(given) ? given : [given]) {
      if (typeof one !== "object" || one === null || Array.isArray(one)) {
        tell(path, {
          fault: "merges (<<) what is no map",
          expected: "a map",
          example: "<<: *acme",
        });
        continue;
      }
      for (const [name, value] of Object.entries(one)) {
        if (!into.has(name)) into.set(name, value);
      }
    }
  }

  function tell(path: Path, words: Omit<Fault, "spot" | "path">): null {
    faults.push({ spot: spots.ofValue(path), path, ...words });
    return null;
  }

  return { read: (node) => read(node, []), faults, takenFrom };
}

/** Nothing of ours is named like a merge. */
const rankOf = (key: unknown): number => (isScalar(key) && key.value === "<<" ? 0 : 1);

const twice = { expected: "each key once in a map", example: "another name" };

function offsetOf(node: unknown): number | undefined {
  if (!isAlias(node) && !isScalar(node) && !isMap(node) && !isSeq(node)) return undefined;
  return node.range?.[0];
}

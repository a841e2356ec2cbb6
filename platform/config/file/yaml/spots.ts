import type { LineCounter } from "yaml";
import { pathKey, type Path } from "../path.ts";

/** A place in a text: line and column, from 1. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** Where keys and values of a text stand. */
export interface Spots {
  /** Of a value; of what is not there: of what it is missing from. */
  readonly ofValue: (path: Path) => Spot;
  readonly ofKey: (path: Path) => Spot;
}

/** Gathers them, by offsets into the text. */
export interface SpotCollector extends Spots {
  readonly offsetOf: (path: Path) => number;
  readonly at: (offset: number) => Spot;
  readonly put: (path: Path, offsets: { readonly key?: number; readonly value: number }) => void;
}

export function createSpots(lines: LineCounter): SpotCollector {
  const values = new Map<string, number>();
  const keys = new Map<string, number>();
  const spotAt = (offset: number): Spot => {
    const { line, col } = lines.linePos(offset);
    return { line: Math.max(1, line), column: Math.max(1, col) };
  };
  const nearest = (path: Path): number =>
    values.get(pathKey(path)) ?? (path.length === 0 ? 0 : nearest(path.slice(0, -1)));
  return {
    offsetOf: nearest,
    at: spotAt,
    put: (path, { key, value }) => {
      values.set(pathKey(path), value);
      if (key !== undefined) keys.set(pathKey(path), key);
    },
    ofValue: (path) => spotAt(nearest(path)),
    ofKey: (path) => spotAt(keys.get(pathKey(path)) ?? nearest(path)),
  };
}

import { LineCounter, parseDocument } from "yaml";
import type { Path } from "../path.ts";
import type { Fill } from "../fill-in.ts";
import type { Fault } from "./fault.ts";
import { createReader, TooMuchError } from "./read-node.ts";
import { createSpots, type Spots } from "./spots.ts";
import { syntaxFaults } from "./syntax-faults.ts";

/** A text of YAML as plain values. */
export interface ParsedYaml {
  readonly value: unknown;
  readonly spots: Spots;
  readonly faults: readonly Fault[];
  /** False where the text cannot be read: its value says nothing. */
  readonly isWhole: boolean;
  /** By `pathKey`: what a value was taken from, as it is written between the braces. */
  readonly takenFrom: ReadonlyMap<string, readonly string[]>;
  /** Whether nothing is left of a value but a comment. */
  readonly isCut: (path: Path) => boolean;
}

/** Reads YAML 1.2 with anchors, aliases and merged maps, and fills its texts in. */
export function parseYaml(text: string, fill: Fill): ParsedYaml {
  const lines = new LineCounter();
  const spots = createSpots(lines);
  const broken = (faults: readonly Fault[]): ParsedYaml => ({
    value: undefined,
    spots,
    faults,
    isWhole: false,
    takenFrom: new Map(),
    isCut: () => false,
  });
  try {
    // Its own search for equal keys compares each with each; ours looks them up.
    const options = { lineCounter: lines, prettyErrors: false, uniqueKeys: false } as const;
    const document = parseDocument(text, { ...options, logLevel: "error" });
    const errors = [...document.errors, ...document.warnings];
    if (errors.length > 0) return broken(syntaxFaults(text, errors, spots.at));
    const reader = createReader({ spots, fill });
    const value = reader.read(document.contents);
    const { faults, takenFrom } = reader;
    const isCut = (path: Path): boolean => /^[ \t]*#/.test(text.slice(spots.offsetOf(path)));
    return { value, spots, faults, isWhole: true, takenFrom, isCut };
  } catch (error) {
    // A RangeError is the stack's end.
    if (!(error instanceof TooMuchError) && !(error instanceof RangeError)) throw error;
    const { fault, path } =
      error instanceof TooMuchError ? error : { fault: "is nested too deep", path: [] };
    const expected = "a file of settings: aliases stand for a few values, and never for themselves";
    const example = "hours: *officeHours";
    return broken([{ spot: spots.ofValue(path), path, fault, expected, example }]);
  }
}

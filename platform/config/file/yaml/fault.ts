import type { Path } from "../path.ts";
import type { Spot } from "./spots.ts";

/** Something wrong at one place of a file. */
export interface Fault {
  readonly spot: Spot;
  readonly path: Path;
  readonly fault: string;
  readonly expected: string;
  /** What may stand there, with its key. */
  readonly example: string;
}

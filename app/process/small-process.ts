import { setFlagsFromString } from "node:v8";

/** A process that has started keeps its young objects in few megabytes, its threads as well. V8 asks for this when it grows. */
export function keepYoungSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Of Node: how a process of several threads is kept small. */
export const smallFlags: readonly string[] = [
  // Each thread of JavaScript would let its young objects take up to a hundred megabytes.
  "--max-semi-space-size=4",
  // Fewer functions are compiled for speed: most seconds are spent in the models, which are no JavaScript.
  "--optimize-for-size",
];

/** Of glibc: what is free goes back to the machine. */
export const smallEnvironment: Readonly<Record<string, string>> = {
  // One heap for each thread that ever allocated would keep what its last voicemail took.
  MALLOC_ARENA_MAX: "2",
  // What V8's compilers worked with stays in a heap otherwise: 40 to 70 megabytes after the start.
  MALLOC_MMAP_THRESHOLD_: "16384",
  MALLOC_TRIM_THRESHOLD_: "65536",
  MALLOC_TOP_PAD_: "0",
};

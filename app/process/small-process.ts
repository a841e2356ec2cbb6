import { setFlagsFromString } from "node:v8";

/** Keeps the young objects of this process and of its threads in few megabytes: V8 asks when they are to grow. */
export function keepYoungSmall(): void {
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** Of Node: how a process of several threads is kept small. */
export const smallFlags: readonly string[] = [
  // Each thread of JavaScript would let its young objects take up to a hundred megabytes.
  "--max-semi-space-size=4",
  // With so few megabytes the collector's helper threads cost more than they save: a seventh of a start's work.
  "--no-parallel-scavenge",
  // Fewer functions are compiled for speed: most seconds are spent in the models, which are no JavaScript.
  "--optimize-for-size",
];

/**
 * Of glibc. To give what is large back at once (`MALLOC_MMAP_THRESHOLD_`) would save another 40 MB,
 * and make a voicemail a tenth slower.
 */
export const smallEnvironment: Readonly<Record<string, string>> = {
  // One heap for each thread that ever allocated would keep what its last voicemail took.
  MALLOC_ARENA_MAX: "2",
};

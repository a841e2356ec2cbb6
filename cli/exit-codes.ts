/** How a command ends: part of the command line's contract. */
export const exitCodes = {
  done: 0,
  /** The answer is no. */
  no: 1,
  wrongUsage: 2,
  /** sysexits.h EX_CONFIG */
  wrongConfiguration: 78,
} as const;

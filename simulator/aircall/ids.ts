const firstIds = {
  call: 3_050_000_000,
  comment: 735,
  tag: 8_001,
  contact: 700_710,
  detail: 1,
  company: 42,
  number: 1_234,
  user: 456,
  team: 31,
  webhook: 26_316,
  transcription: 68_271,
};

/** The next number of a kind of object. */
export type NextId = (kind: keyof typeof firstIds) => number;

/**
 * One count for all companies, so that an id of one is unknown to the others. A call's id is beyond
 * 2^31, as real ones are.
 */
export function createIds(): NextId {
  const next = { ...firstIds };
  return (kind) => next[kind]++;
}

const firstIds = {
  call: 3_050_000_000,
  comment: 735,
  tag: 8_001,
  contact: 700_710,
  detail: 1,
  user: 459,
  team: 33,
  webhook: 26_316,
  transcription: 68_271,
};

/** The next number of a kind of object. */
export type NextId = (kind: keyof typeof firstIds) => number;

/** A call's id is beyond 2^31, as real ones are. */
export function createIds(): NextId {
  const next = { ...firstIds };
  return (kind) => next[kind]++;
}

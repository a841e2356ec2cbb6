/** Work that has begun and not ended. */
export interface UnderWay {
  readonly within: <T>(work: () => Promise<T>) => Promise<T>;
  /** Resolves when what has begun by now has ended, however it ended. */
  readonly ended: () => Promise<void>;
}

export function createUnderWay(): UnderWay {
  const works = new Set<Promise<unknown>>();
  return {
    within: async (work) => {
      const begun = work();
      works.add(begun);
      try {
        return await begun;
      } finally {
        works.delete(begun);
      }
    },
    ended: async () => {
      await Promise.allSettled(works);
    },
  };
}

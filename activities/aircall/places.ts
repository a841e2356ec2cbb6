/**
 * Places for steps under way at Aircall. Where many are taken, one account must not take them all: an Aircall that
 * answers one account slowly, or not at all, would hold up the others.
 */
export interface Places {
  /** Runs work in a place of the account. @throws NoPlaceError */
  readonly within: <T>(account: string, work: () => Promise<T>) => Promise<T>;
}

export interface PlacesOptions {
  /** As long as no more are taken in all, an account may take as many as it likes. */
  readonly freeBelow: number;
  /** Beyond that an account has so many. */
  readonly ofOne: number;
}

/** Another attempt is made after this long. */
const againMs = 3_000;

/** The account has as many steps under way as one may have. Nothing was sent. */
export class NoPlaceError extends Error {
  override readonly name = "NoPlaceError";
  readonly retryAfterMs = againMs;

  constructor(account: string) {
    super(
      `this worker has enough steps of account ${account} under way: Aircall answers it slowly; nothing was sent`,
    );
  }
}

export function createPlaces({ freeBelow, ofOne }: PlacesOptions): Places {
  const taken = new Map<string, number>();
  let all = 0;
  const leave = (account: string): void => {
    all--;
    const left = (taken.get(account) ?? 1) - 1;
    if (left === 0) taken.delete(account);
    else taken.set(account, left);
  };
  return {
    within: async (account, work) => {
      const mine = taken.get(account) ?? 0;
      if (all >= freeBelow && mine >= ofOne) throw new NoPlaceError(account);
      taken.set(account, mine + 1);
      all++;
      try {
        return await work();
      } finally {
        leave(account);
      }
    },
  };
}

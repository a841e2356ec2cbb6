/**
 * Places for steps under way. Where many are taken, one account must not take them all: an Aircall that answers one
 * account slowly, or not at all, would hold up the others.
 */
export interface Places {
  /** Runs work in a place of the account. @throws NoPlaceError */
  readonly within: <T>(account: string, work: () => Promise<T>) => Promise<T>;
}

export interface PlacesOptions {
  /** As long as no more are taken in all, an account may take as many as it likes. */
  readonly freeBelow: number;
  /** Beyond that an account has so many, once one of its steps takes long. */
  readonly ofOne: number;
  /** A step that is under way for this long takes long, milliseconds. */
  readonly longMs: number;
  /** (Default: a clock that is never set) */
  readonly now?: () => number;
}

/** Another attempt is made after this long. */
const againMs = 3_000;

/** The account has as many steps under way as one may have, and they take long. Nothing was sent. */
export class NoPlaceError extends Error {
  override readonly name = "NoPlaceError";
  readonly retryAfterMs = againMs;

  constructor(account: string) {
    super(
      `this worker has enough steps of account ${account} under way that take long; this one was not begun`,
    );
  }
}

export function createPlaces(options: PlacesOptions): Places {
  const { freeBelow, ofOne, longMs, now = () => performance.now() } = options;
  /** When the steps of each account began, the oldest first. */
  const underWay = new Map<string, Set<{ readonly at: number }>>();
  let all = 0;
  const mayBegin = (steps: ReadonlySet<{ readonly at: number }>): boolean => {
    if (all < freeBelow || steps.size < ofOne) return true;
    const [oldest] = steps;
    return !oldest || now() - oldest.at < longMs;
  };
  return {
    within: async (account, work) => {
      const steps = underWay.get(account) ?? new Set();
      if (!mayBegin(steps)) throw new NoPlaceError(account);
      const step = { at: now() };
      underWay.set(account, steps.add(step));
      all++;
      try {
        return await work();
      } finally {
        all--;
        steps.delete(step);
        if (steps.size === 0) underWay.delete(account);
      }
    },
  };
}

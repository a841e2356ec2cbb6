/** Runs work, so many at once; the others wait in order. */
export function createLimiter(atOnce: number): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running < atOnce) running++;
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      // The slot is handed over, never free in between: whoever calls now would enter beside the one that is woken.
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}

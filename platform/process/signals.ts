/**
 * npm hands a Ctrl-C on to the process that it started, which has it from the terminal as well: within this time the
 * same signal is the same wish.
 */
const sameWishMs = 1_000;

/**
 * Resolves with the first of the signals that ask a process to end. The same signal once more, a second or more later,
 * ends it as it stands. A process that was started with a channel to its parent ends with it.
 */
export function untilAskedToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      let askedAt: number | null = null;
      const take = (): void => {
        askedAt ??= performance.now();
        resolve(signal);
        if (performance.now() - askedAt < sameWishMs) return;
        process.removeAllListeners(signal);
        process.kill(process.pid, signal);
      };
      process.on(signal, take);
    }
    process.once("disconnect", () => resolve("SIGHUP"));
    // Listening for signals must not keep the process alive.
    process.channel?.unref();
  });
}

/**
 * Ends this process at once when the one that started it is gone, as if the two were one. To be
 * called first of all: it may be gone already.
 */
export function endWithParent(): void {
  // Nothing that is opened later may keep it.
  // oxlint-disable-next-line unicorn/no-process-exit
  const end = (): never => process.exit(1);
  process.once("disconnect", end);
  if (!process.connected) end();
}

/**
 * Resolves with the first of the signals that ask a process to end. A process that was started with
 * a channel to its parent ends with it.
 */
export function untilAskedToStop(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, resolve);
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

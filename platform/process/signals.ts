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

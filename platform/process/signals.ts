import { isatty } from "node:tty";

/**
 * npm hands a Ctrl-C on to the process that it started, which has it from the terminal as well: within this time the
 * same signal is the same wish.
 */
const sameWishMs = 1_000;

/**
 * Resolves with the first of the signals that ask a process to end. The same signal once more, a second or more later,
 * ends it as it stands. A process that was started with a channel to its parent ends with it.
 *
 * @param takesHangup asked at a SIGHUP: whether it asked for something else
 */
export function untilAskedToStop(
  takesHangup: () => boolean = () => false,
): Promise<NodeJS.Signals> {
  const hadTerminal = isatty(0) || isatty(1);
  // The terminal of this process was closed: it was not for reading settings anew that it got a SIGHUP.
  const terminalWent = (): boolean => hadTerminal && !isatty(0) && !isatty(1);
  return new Promise((resolve) => {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      let askedAt: number | null = null;
      const take = (): void => {
        if (signal === "SIGHUP" && !terminalWent() && takesHangup()) return;
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

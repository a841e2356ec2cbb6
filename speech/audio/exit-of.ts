import type { ChildProcess } from "node:child_process";

/**
 * The exit code of a decoder's process, null after a signal; rejects where it could not be started
 * or was aborted. Whoever stops early need not look.
 */
export function exitOf(child: ChildProcess): Promise<number | null> {
  const exit = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  exit.catch(() => {});
  return exit;
}

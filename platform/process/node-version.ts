/** The oldest major version of Node that runs Afterbeep. */
export const oldestNode = 24;

/**
 * Why a version of Node will not do, with the fix; null when it will. Nothing else is imported
 * before this is asked: packages that we use do not even load in an old Node.
 *
 * @param version as in `process.versions.node`
 */
export function nodeFault(version: string): string | null {
  if (Number.parseInt(version, 10) >= oldestNode) return null;
  return `Afterbeep needs Node ${oldestNode} or newer; this is Node ${version}.
Install it from https://nodejs.org or by your version manager. On Linux this does too, in the folder where Afterbeep is installed:
  npm install node-linux-${process.arch}@${oldestNode}`;
}

import { statfs } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { StorageConfig } from "../../platform/config/sections/storage.ts";
import { nodeFault, oldestNode } from "../../platform/process/node-version.ts";
import { proveWritable } from "../../platform/files/write-whole.ts";
import { openToOthers } from "../../platform/files/open-to-others.ts";
import { bad, good, messageOf, type Check } from "./check.ts";

export function checkNode(): Check {
  const { node } = process.versions;
  return nodeFault(node) === null
    ? good("node", node)
    : bad("node", node, `install Node ${oldestNode} or newer`);
}

/** Where accepted webhooks and recordings lie: a record is written there and removed. */
export async function checkFolders({ data, spool, recordings }: StorageConfig): Promise<Check[]> {
  return Promise.all([
    checkWritable("spool", spool, "AFTERBEEP_DATA"),
    checkWritable(
      "recordings",
      recordings,
      recordings === join(data, "recordings") ? "AFTERBEEP_DATA" : "RECORDING_STORE",
    ),
  ]);
}

async function checkWritable(check: string, folder: string, variable: string): Promise<Check> {
  const path = resolve(folder);
  try {
    await proveWritable(path);
    return good(check, `${path} takes files`);
  } catch (error) {
    return bad(
      check,
      `${path} takes no file: ${messageOf(error)}`,
      `let this user write there, or set ${variable} to a directory where it may`,
    );
  }
}

/** What an older Afterbeep made, or somebody else, may lie open. */
export async function checkReaders({ data, recordings }: StorageConfig): Promise<Check> {
  const folders = [...new Set([resolve(data), resolve(recordings)])];
  const exposed = (await Promise.all(folders.map((folder) => openToOthers(folder)))).flat();
  const [first] = exposed;
  return first === undefined
    ? good("readers", `only this user reads ${folders[0]}`)
    : bad(
        "readers",
        `other users of this machine may read or change ${first}${exposed.length > 1 ? `, and ${exposed.length - 1} more` : ""}`,
        `chmod -R go= ${folders.filter((folder) => exposed.some((file) => file.startsWith(folder))).join(" ")}`,
      );
}

/** A recording is at most some megabytes; the server's database grows with what is kept. */
const leastFreeBytes = 500_000_000;

export async function checkDisk({ data }: StorageConfig): Promise<Check> {
  const folder = resolve(data);
  try {
    const { bavail, bsize } = await statfs(folder);
    const free = bavail * bsize;
    const detail = `${(free / 1e9).toFixed(1)} GB free for ${folder}`;
    return free >= leastFreeBytes
      ? good("disk", detail)
      : bad("disk", detail, "make room, or shorten RECORDING_RETENTION");
  } catch (error) {
    return bad(
      "disk",
      messageOf(error),
      "set AFTERBEEP_DATA to a directory on a disk that is there",
    );
  }
}

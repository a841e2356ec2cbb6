import { statfs } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { StorageConfig } from "../../../platform/config/sections/storage.ts";
import { nodeFault, oldestNode } from "../../../platform/process/node-version.ts";
import { proveWritable } from "../../../platform/process/write-whole.ts";
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

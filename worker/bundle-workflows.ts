import { execFile } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The bundle has two megabytes with its source map. */
const maxBytes = 64 * 1024 * 1024;

const timeoutMs = 120_000;

/**
 * Bundles the workflows for the sandbox in a process of its own: the bundler takes a hundred megabytes that a worker would
 * never give back.
 *
 * @throws when they do not bundle, with the bundler's words
 */
export async function bundleWorkflows(): Promise<string> {
  const script = new URL(`./print-bundle${extname(import.meta.url)}`, import.meta.url);
  const { stdout } = await run(process.execPath, [fileURLToPath(script)], {
    maxBuffer: maxBytes,
    timeout: timeoutMs,
  });
  return stdout;
}

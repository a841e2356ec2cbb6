import { createHash } from "node:crypto";
import { appendFile, copyFile, mkdir, mkdtemp, readFile, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test, vi } from "vitest";
import { mustBePinned, pinnedHere } from "../../temporal/embedded/cli-hashes.ts";
import { ffmpegOfPackage } from "../../speech/audio/ffmpeg-static.ts";
import { findTemporalCli } from "../../temporal/embedded/find-cli.ts";
import { program } from "../support/program.ts";

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-swapped-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("a cached Temporal CLI that somebody swapped is not run, it is removed, and the message says what to do", async () => {
  const cacheFolder = await folderForTest();
  const ran = join(cacheFolder, "ran");
  const swapped = await program(
    join(cacheFolder, "temporal-1.9.1"),
    "temporal",
    `touch ${ran}; echo "temporal version 1.9.1 (Server 1.32.0)"`,
  );
  // Nothing can be fetched in its place: no Python, and no time.
  vi.stubEnv("PATH", cacheFolder);
  onTestFinished(() => void vi.unstubAllEnvs());
  const found = findTemporalCli({ searchPath: "", cacheFolder, onFetch: () => {} });
  await expect(found).rejects.toThrow(
    /our cache \(its hash is wrong: sha256 [0-9a-f]{64}, expected [0-9a-f]{64}\).*set TEMPORAL_CLI_PATH/s,
  );
  await expect(readFile(ran)).rejects.toThrow("ENOENT");
  await expect(readFile(swapped)).rejects.toThrow("ENOENT");
});

test("the Temporal CLI of these tests is the one that is pinned, and one byte more is another", async (context) => {
  const cli = inject("temporalCli");
  if (!cli.includes("temporal-1.9.1")) {
    process.stderr.write(
      `SKIPPED: ${cli} was not fetched, so it is nobody's business what it is\n`,
    );
    return context.skip();
  }
  await mustBePinned(cli, pinnedHere);
  const cacheFolder = await folderForTest();
  const inCache = join(cacheFolder, "temporal-1.9.1");
  await mkdir(inCache);
  await symlink(cli, join(inCache, "temporal"));
  const found = await findTemporalCli({ searchPath: "", cacheFolder });
  expect(found).toMatchObject({ source: "our cache", version: "1.9.1" });
  const changed = join(cacheFolder, "changed");
  await copyFile(cli, changed);
  await appendFile(changed, " ");
  await expect(mustBePinned(changed, pinnedHere)).rejects.toThrow("expected");
});

test("where nobody has looked at a program, none is fetched and run", async () => {
  const file = await program(await folderForTest(), "temporal", "exit 0");
  await expect(mustBePinned(file, null)).rejects.toThrow(/no hash is known for one on/);
});

test("an ffmpeg of ffmpeg-static's that is not what it must be is not used, nor one of which no hash is known", async () => {
  const file = await program(await folderForTest(), "ffmpeg", "exit 0");
  const hash = createHash("sha256")
    .update(await readFile(file))
    .digest("hex");
  const locate = () => Promise.resolve(file);
  expect(await ffmpegOfPackage(locate, hash)).toBe(file);
  expect(await ffmpegOfPackage(locate)).toBeNull();
  await appendFile(file, " ");
  expect(await ffmpegOfPackage(locate, hash)).toBeNull();
  expect(await ffmpegOfPackage(() => Promise.resolve(`${file}-gone`), hash)).toBeNull();
});

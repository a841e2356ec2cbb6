import { spawnSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { openToOthers } from "../../platform/files/open-to-others.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline } from "../support/pipeline.ts";
import { until } from "../support/until.ts";

/** `nobody`: no user of the tests' own. */
const stranger = 65_534;

const isRoot = process.getuid?.() === 0;
if (!isRoot) {
  process.stderr.write(
    "SKIPPED: whether another user can read what Afterbeep keeps. Only root can ask as another user: run test/attack/other-users.test.ts as root\n",
  );
}

/** What another user sees of a file. */
function asStranger(...command: readonly [string, ...string[]]): number | null {
  const [program, ...args] = command;
  return spawnSync(program, args, { uid: stranger, gid: stranger, stdio: "ignore" }).status;
}

test.skipIf(!isRoot)(
  "another user of the machine reads no database, no recording, no log, no token and no record of the spool",
  async () => {
    const pipeline = await openPipeline(inject("temporalAddress"), {
      env: { TEMPORAL_ADDRESS: "", TEMPORAL_CLI_PATH: inject("temporalCli") },
    });
    onTestFinished(pipeline.close);
    // Open, as people's folders are: what lies in it has to keep itself.
    const folder = pipeline.env["AFTERBEEP_DATA"] ?? "";
    await chmod(folder, 0o755);
    await pipeline.start("up");
    const callId = await pipeline.aircall.leave({ media: sample("outage.mp3") });
    await until("the voicemail is delivered", async () => {
      return (await pipeline.aircall.call(callId)).comments.length > 0;
    });
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    const names = files.map(({ name }) => name).join(" ");
    for (const name of ["temporal.db", "temporal.db-wal", "temporal.log", String(callId)]) {
      expect(names).toContain(name);
    }
    for (const { parentPath, name } of files) {
      expect(asStranger("cat", join(parentPath, name)), name).not.toBe(0);
    }
    for (const entry of entries.filter((one) => one.isDirectory())) {
      expect(asStranger("ls", join(entry.parentPath, entry.name)), entry.name).not.toBe(0);
    }
    expect(await openToOthers(folder)).toEqual([]);
    // The question can be answered with yes.
    await writeFile(join(folder, "open"), "", { mode: 0o644 });
    expect(asStranger("cat", join(folder, "open"))).toBe(0);
  },
  180_000,
);

test("what lies open is found, and nothing behind a closed door", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-open-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o755);
  await mkdir(join(folder, "closed"), { mode: 0o700 });
  await mkdir(join(folder, "open"));
  await chmod(join(folder, "open"), 0o755);
  for (const [name, mode] of [
    ["closed/read", 0o644],
    ["open/kept", 0o600],
    ["open/read", 0o604],
    ["open/written", 0o620],
  ] as const) {
    await writeFile(join(folder, name), "");
    await chmod(join(folder, name), mode);
  }
  const found = (await openToOthers(folder)).map((path) => path.slice(folder.length + 1));
  expect(found.toSorted()).toEqual(["open/read", "open/written"]);
  expect(await openToOthers(folder, 1)).toHaveLength(1);
  expect(await openToOthers(join(folder, "none"))).toEqual([]);
});

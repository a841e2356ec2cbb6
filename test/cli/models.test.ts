import { rm } from "node:fs/promises";
import { expect, test } from "vitest";
import { createModelUses } from "../../speech/models/model-uses.ts";
import { startCli } from "../support/pipeline.ts";
import { modelFolder, temporaryFolder } from "../speech/models/model-folders.ts";

interface Line {
  readonly model: string;
  readonly installed: boolean;
  readonly inUse: boolean;
  readonly usedBy: readonly { readonly pid: number; readonly what: string }[];
}

test("on a machine where no model was ever installed the one of the packages can be chosen", async () => {
  const env = { XDG_CACHE_HOME: await temporaryFolder() };
  const run = startCli(["models", "use", "tiny"], env);
  expect(await run.exit, run.log()).toBe(0);
  const unknown = startCli(["models", "use", "large"], env);
  expect(await unknown.exit).toBe(1);
  expect(unknown.log()).toContain("there is no model large here; installed: tiny");
});

test("a model is listed from its offer to its removal, with the processes that use it", async () => {
  const cache = await temporaryFolder();
  const models = async (...args: string[]): Promise<{ code: number | null; text: string }> => {
    const run = startCli(["models", ...args], { XDG_CACHE_HOME: cache });
    const code = await run.exit;
    return { code, text: run.log() };
  };
  const listed = async (model: string): Promise<Line | undefined> =>
    (await models("list", "--json")).text
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line)
      .find((line) => line.model === model);
  expect(await listed("moonshine-base-en")).toMatchObject({
    installed: false,
    licence: "MIT",
    languages: "English",
  });
  const uses = createModelUses(`${cache}/afterbeep/models/.uses`);
  uses.record("worker", { tiny: null });
  const pulled = await models("pull", await modelFolder("moonshine-base-en", "1"));
  expect(pulled.text).toContain("moonshine-base-en is installed; local reads with it");
  expect(pulled.text).toContain(`worker, pid ${process.pid}, since`);
  expect(pulled.text).toContain("keeps tiny until it is restarted");
  expect(await listed("tiny")).toMatchObject({ inUse: false, usedBy: [{ pid: process.pid }] });
  expect(await listed("moonshine-base-en")).toMatchObject({
    installed: true,
    inUse: true,
    usedBy: [],
  });
  uses.record("worker", { "moonshine-base-en": "/elsewhere" });
  const kept = await models("remove", "moonshine-base-en");
  expect([kept.code, kept.text]).toEqual([1, expect.stringContaining(`pid ${process.pid}`)]);
  await rm(`${cache}/afterbeep/models/.uses`, { recursive: true });
  expect((await models("remove", "moonshine-base-en")).text).toContain("local reads with tiny");
  expect(await listed("moonshine-base-en")).toMatchObject({ installed: false });
});

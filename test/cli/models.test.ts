import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { startCli } from "../support/pipeline.ts";

test("on a machine where no model was ever installed the one of the packages can be chosen", async () => {
  const cache = await mkdtemp(join(tmpdir(), "afterbeep-models-"));
  onTestFinished(() => rm(cache, { recursive: true, force: true }));
  const run = startCli(["models", "use", "tiny"], { XDG_CACHE_HOME: cache });
  expect(await run.exit, run.log()).toBe(0);
  const unknown = startCli(["models", "use", "large"], { XDG_CACHE_HOME: cache });
  expect(await unknown.exit).toBe(1);
  expect(unknown.log()).toContain("there is no model large here; installed: tiny");
});

import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { readFile, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { holdModels } from "../../../speech/models/hold-models.ts";
import { createModels } from "../../../speech/models/models.ts";
import { removeUnused } from "../../../speech/models/place-model.ts";
import { startCli } from "../../support/pipeline.ts";
import { until } from "../../support/until.ts";
import { modelFolder, pullInto, temporaryFolder } from "./model-folders.ts";

const name = "moonshine-base-en";

/** Another process: it opens the models of a folder, says so by a line, and does what it is told. */
function startHolder(folder: string, then: string): { child: ChildProcess; lines: () => string[] } {
  const code = `
    import { readFileSync } from "node:fs";
    const { createModels } = await import(${JSON.stringify(module("models"))});
    const { holdModels } = await import(${JSON.stringify(module("hold-models"))});
    const models = createModels(${JSON.stringify(folder)});
    const hold = () => holdModels(models, { what: "worker", instead: null });
    ${then}
  `;
  const child = spawn(process.execPath, ["--input-type=module", "-e", code], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (part: string) => (text += part));
  return { child, lines: () => text.split("\n").filter(Boolean) };
}

function module(file: string): string {
  return new URL(`../../../speech/models/${file}.ts`, import.meta.url).href;
}

test("a process keeps the version that it opened, beside a pull of a newer one; what nobody keeps is removed", async () => {
  const models = createModels(await temporaryFolder());
  await pullInto(models, await modelFolder(name, "1"));
  const first = models.dirOf(name) ?? "";
  const { child, lines } = startHolder(
    models.folder,
    "await hold(); console.log(process.pid); setInterval(() => {}, 1000);",
  );
  await until("the other process has opened the model", () => lines().length > 0);
  expect(models.uses.living()).toMatchObject([
    { pid: child.pid, what: "worker", models: { tiny: null, [name]: first } },
  ]);
  await pullInto(models, await modelFolder(name, "2"));
  expect(await readFile(join(first, "tokens.txt"), "utf8")).toBe("1");
  expect(await readFile(join(models.dirOf(name) ?? "", "tokens.txt"), "utf8")).toBe("2");
  await expect(models.remove(name)).rejects.toThrow(`worker, pid ${child.pid}`);
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(models.uses.living()).toEqual([]);
  await removeUnused(models);
  expect([existsSync(first), existsSync(models.dirOf(name) ?? "")]).toEqual([false, true]);
});

test("a process that ends by itself leaves no mark", async () => {
  const models = createModels(await temporaryFolder());
  const { child, lines } = startHolder(
    models.folder,
    "await hold(); console.log(models.uses.living().length);",
  );
  await once(child, "exit");
  expect(lines()).toEqual(["1"]);
  expect(existsSync(join(models.folder, ".uses", `${child.pid}.json`))).toBe(false);
});

test("whoever opens a model while it is pulled again and again finds a whole one each time", async () => {
  const models = createModels(await temporaryFolder());
  await pullInto(models, await modelFolder(name, "0"));
  const { child, lines } = startHolder(
    models.folder,
    `let count = 0;
    process.on("SIGTERM", () => { console.log("opened " + count); process.exit(); });
    for (;;) {
      const { chosenDir, faults } = await hold();
      const words = ["encoder.onnx", "decoder_model_merged.onnx", "tokens.txt"].map((file) => readFileSync(chosenDir + "/" + file, "utf8"));
      if (new Set(words).size !== 1 || faults.length > 0) throw new Error(words + faults);
      if (count++ === 0) console.log("begun");
    }`,
  );
  await until("the other process has opened the model", () => lines().length > 0);
  for (let version = 1; version <= 20; version++) {
    await pullInto(models, await modelFolder(name, String(version)));
  }
  child.kill("SIGTERM");
  await once(child, "exit");
  expect(Number(/opened (\d+)/.exec(lines().join(" "))?.[1])).toBeGreaterThan(20);
}, 30_000);

test("a pull that is killed in the midst leaves the model that stood, and the next one ends well", async () => {
  const cache = await temporaryFolder();
  const models = createModels(join(cache, "afterbeep", "models"));
  await pullInto(models, await modelFolder(name, "1"));
  const big = await modelFolder(name, "2");
  await truncate(join(big, "encoder.onnx"), 600_000_000);
  const killed = startCli(["models", "pull", big], { XDG_CACHE_HOME: cache });
  await until("it is being copied", () =>
    existsSync(join(models.folder, `.${name}`, "model", "encoder.onnx")),
  );
  killed.kill("SIGKILL");
  await killed.exit;
  expect(models.dirOf(name)).not.toBeNull();
  expect(await readFile(join(models.dirOf(name) ?? "", "tokens.txt"), "utf8")).toBe("1");
  await pullInto(models, await modelFolder(name, "3"));
  expect(await readFile(join(models.dirOf(name) ?? "", "tokens.txt"), "utf8")).toBe("3");
  expect(existsSync(join(models.folder, `.${name}`))).toBe(false);
}, 60_000);

test("a model whose files are not what was pulled is left out, and it is said what to do", async () => {
  const models = createModels(await temporaryFolder());
  const source = await modelFolder(name, "1");
  await pullInto(models, source);
  const held = () => holdModels(models, { what: "worker", instead: null });
  expect(await held()).toEqual({
    chosenDir: models.dirOf(name),
    multilingualDir: null,
    faults: [],
  });
  await writeFile(join(models.dirOf(name) ?? "", "encoder.onnx"), "2");
  expect(await held()).toMatchObject({
    chosenDir: null,
    faults: [expect.stringContaining(`models pull ${source}`)],
  });
  await writeFile(join(models.dirOf(name) ?? "", "encoder.onnx"), "longer");
  expect((await held()).faults.join()).toContain("has 6 bytes, it had 1");
});

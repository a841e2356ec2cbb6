import { randomUUID } from "node:crypto";
import { globSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { keptBundle } from "../../worker/kept-bundle.ts";

const kept = "node_modules/.cache/afterbeep/workflows-*.js";

/** Makes a bundle whose text is new each time; removes what was kept of it. */
function maker(): { readonly make: () => Promise<string>; readonly made: string[] } {
  const before = new Set(globSync(kept));
  onTestFinished(async () => {
    for (const file of globSync(kept)) if (!before.has(file)) await rm(file, { force: true });
  });
  const made: string[] = [];
  return {
    made,
    make: () => {
      const code = `// ${randomUUID()}`;
      made.push(code);
      return Promise.resolve(code);
    },
  };
}

test("a bundle of the same files is made once, and one of other files anew", async () => {
  const { make, made } = maker();
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-kept-bundle-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const converter = join(folder, "converter.ts");
  await writeFile(converter, "export const failureConverter = 1;");
  const additions = [converter];
  const first = await keptBundle(additions, make);
  expect(await keptBundle(additions, make)).toBe(first);
  expect(made).toEqual([first]);
  await writeFile(converter, "export const failureConverter = 2;");
  const second = await keptBundle(additions, make);
  expect(second).not.toBe(first);
  expect(await keptBundle(additions, make)).toBe(second);
  expect(made).toEqual([first, second]);
});

test("what does not bundle is not kept", async () => {
  const { make, made } = maker();
  const additions = [`no-such-module-${randomUUID()}`];
  const fails = (): Promise<string> => Promise.reject(new Error("it does not bundle"));
  await expect(keptBundle(additions, fails)).rejects.toThrow("it does not bundle");
  const code = await keptBundle(additions, make);
  expect(made).toEqual([code]);
});

import { DefaultLogger, bundleWorkflowCode } from "@temporalio/worker";
import { expect, test } from "vitest";

test("the workflows bundle without Node's modules, activities or a schema library", async () => {
  const { code } = await bundleWorkflowCode({
    workflowsPath: new URL("../../workflows/index.ts", import.meta.url).pathname,
    logger: new DefaultLogger("ERROR"),
  });
  expect(code.includes("workflows/voicemail/voicemail.ts")).toBe(true);
  for (const stranger of [
    "node_modules/zod/",
    "node_modules/@temporalio/activity/",
    "node_modules/undici/",
  ]) {
    expect(code.includes(stranger), stranger).toBe(false);
  }
});

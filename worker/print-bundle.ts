/*
 * Run as a process of its own by bundle-workflows.ts: prints the bundle on stdout. Its arguments
 * are the additions, empty for none.
 */
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { bundleWorkflowCode, DefaultLogger } from "@temporalio/worker";

// TypeScript in a clone, JavaScript in the published package.
const entry = new URL(`../workflows/index${extname(import.meta.url)}`, import.meta.url);
const [, , failureConverterPath = "", interceptorModule = ""] = process.argv;
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(entry),
  ...(failureConverterPath === "" ? {} : { failureConverterPath }),
  workflowInterceptorModules: interceptorModule === "" ? [] : [interceptorModule],
  logger: new DefaultLogger("WARN"),
});
process.stdout.write(code);

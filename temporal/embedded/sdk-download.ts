/*
 * Run as a process of its own by fetch-cli.ts: `node sdk-download.ts <folder> <version>`. The SDK
 * knows no download without a start, and no time limit.
 */
import { TestWorkflowEnvironment } from "@temporalio/testing";

const [downloadDir = "", version = ""] = process.argv.slice(2);
const environment = await TestWorkflowEnvironment.createLocal({
  server: { executable: { type: "cached-download", downloadDir, version: `v${version}` } },
});
await environment.teardown();

import { expect, test } from "vitest";
import { nodeFault } from "../../../platform/process/node-version.ts";

test.each(["18.20.0", "20.20.2", "23.11.1"])("Node %s is refused, with the fix", (version) => {
  expect(nodeFault(version)).toContain(`this is Node ${version}`);
  expect(nodeFault(version)).toContain("npm install node-linux-");
});

test.each(["24.0.0", "24.21.0", "100.1.0"])("Node %s will do", (version) => {
  expect(nodeFault(version)).toBeNull();
});

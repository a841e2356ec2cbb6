import { expect, test } from "vitest";
import { isCloud } from "../../app/doctor/cloud-steps.ts";

test("a server where only a person may change things is told by its address or its proof", () => {
  const at = (address: string, more = {}) =>
    isCloud({ connectionOptions: { address, ...more }, namespace: "default" });
  expect(at("ours.abcde.tmprl.cloud:7233")).toBe(true);
  expect(at("eu-central-1.aws.api.temporal.io:7233")).toBe(true);
  expect(at("temporal.example.com:7233", { apiKey: "key" })).toBe(true);
  expect(at("127.0.0.1:7233")).toBe(false);
  expect(at("temporal.io.example.com:7233")).toBe(false);
});

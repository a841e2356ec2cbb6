import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Client } from "@temporalio/client";
import { createTemporalClient } from "../../temporal/create-client.ts";
import {
  pauseAccount,
  readThrottle,
  setThrottle,
  unpauseAccount,
} from "../../temporal/throttle.ts";
import { newNamespace } from "../support/pipeline.ts";

let client: Client;

beforeAll(async () => {
  const address = inject("temporalAddress");
  const namespace = await newNamespace(address);
  client = createTemporalClient({ connectionOptions: { address }, namespace });
});
afterAll(() => client.connection.close());

test("one rate for all accounts, a limit of its own for one, and again as it was", async () => {
  expect(await readThrottle(client)).toMatchObject({ rate: null });
  expect(await setThrottle(client, "usual", 100)).toBe("per-account");
  expect(await setThrottle(client, "small", 60)).toBe("per-account");
  const set = await readThrottle(client);
  expect(set.rate).toBeCloseTo(1.5);
  expect([...set.limits]).toEqual([["small", 60]]);
  await setThrottle(client, "small", 100);
  expect([...(await readThrottle(client)).limits]).toEqual([]);
});

test("a paused account stays paused when a worker sets its rate, until it is resumed", async () => {
  await pauseAccount(client, "noisy");
  expect(await setThrottle(client, "noisy", 600)).toBe("per-account");
  expect([...(await readThrottle(client)).paused]).toEqual(["noisy"]);
  expect(await unpauseAccount(client, "noisy")).toBe(600);
  const { paused, limits } = await readThrottle(client);
  expect([...paused]).toEqual([]);
  expect([...limits]).toEqual([["noisy", 600]]);
});

test("a limit of an account's own outlasts a pause, the usual one too", async () => {
  await setThrottle(client, "kept", 60);
  await pauseAccount(client, "kept");
  await pauseAccount(client, "kept");
  const during = await readThrottle(client);
  expect([during.paused.has("kept"), during.limits.get("kept")]).toEqual([true, 60]);
  expect(await unpauseAccount(client, "kept", 600)).toBe(60);
  const after = await readThrottle(client);
  expect([after.paused.has("kept"), after.limits.get("kept")]).toEqual([false, 60]);

  await setThrottle(client, "kept", 100);
  await pauseAccount(client, "kept");
  expect(await unpauseAccount(client, "kept", 600)).toBe(100);
  expect([...(await readThrottle(client)).limits.keys()]).not.toContain("kept");
});

test("one that an older version paused, which kept no limit, resumes at the one that is configured", async () => {
  await client.connection.workflowService.updateTaskQueueConfig({
    namespace: client.options.namespace,
    taskQueue: "aircall",
    taskQueueType: 2,
    identity: "test",
    setFairnessWeightOverrides: { old: 0.1001 },
  });
  expect((await readThrottle(client)).paused.has("old")).toBe(true);
  expect(await unpauseAccount(client, "old", 600)).toBe(600);
});

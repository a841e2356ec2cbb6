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
  await unpauseAccount(client, "noisy", 600);
  const { paused, limits } = await readThrottle(client);
  expect([...paused]).toEqual([]);
  expect([...limits]).toEqual([["noisy", 600]]);
});

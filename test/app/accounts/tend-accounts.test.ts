import type { Client } from "@temporalio/client";
import { afterAll, beforeAll, expect, inject, onTestFinished, test } from "vitest";
import { createListeners, type ConfiguredAccount } from "../../../app/accounts/account-source.ts";
import { tendAccounts } from "../../../app/accounts/tend-accounts.ts";
import { isSwept } from "../../../client/start/ensure-sweep.ts";
import { createTemporalClient } from "../../../temporal/create-client.ts";
import { readThrottle } from "../../../temporal/throttle.ts";
import { configuredAccount } from "../../support/accounts/configured-account.ts";
import { registryForTest, silentLog } from "../../support/accounts/registry-for-test.ts";
import { newNamespace } from "../../support/pipeline.ts";
import { until } from "../../support/until.ts";

let client: Client;

beforeAll(async () => {
  const address = inject("temporalAddress");
  const namespace = await newNamespace(address);
  client = createTemporalClient({ connectionOptions: { address }, namespace });
});
afterAll(() => client.connection.close());

const budgets = { assetWaitMs: 60_000, recordingMs: 60_000, transcriptionMs: 60_000 };

const named = (name: string, requestsPerMinute: number | null): ConfiguredAccount => ({
  ...configuredAccount({ name }),
  requestsPerMinute,
});

test("each account gets its rate and its sweep, also one that comes later; one that goes is swept no more", async () => {
  let accounts = [named("acme", 60), named("beta", null)];
  const changed = createListeners();
  const registry = registryForTest({ current: () => accounts, onChange: changed.add });
  const tended = await tendAccounts({
    client,
    registry,
    timing: { budgets, sweepEveryMs: 3_600_000 },
    searchable: false,
    log: silentLog,
  });
  onTestFinished(tended.stop);
  expect(tended.throttle).toBe("per-account");
  expect([await isSwept(client, "acme"), await isSwept(client, "beta")]).toEqual([true, true]);
  const { limitOf } = await readThrottle(client);
  expect([limitOf("acme"), limitOf("beta")]).toEqual([60, 100]);

  accounts = [named("acme", 70), named("gamma", 50)];
  changed.call();
  await until("the new one is swept", () => isSwept(client, "gamma"));
  await until("the old one is swept no more", async () => !(await isSwept(client, "beta")));
  const now = await readThrottle(client);
  expect([now.limitOf("acme"), now.limitOf("gamma")]).toEqual([70, 50]);
  await until("the old one is let go", () => registry.leaving().length === 0);

  accounts = [named("acme", null), named("gamma", 50)];
  changed.call();
  await until("a limit that is configured no more is the usual one", async () => {
    return (await readThrottle(client)).limitOf("acme") === 100;
  });
}, 120_000);

import { expect, test } from "vitest";
import type { AccountRegistry } from "../../../app/accounts/account-registry.ts";
import { createListeners, type ConfiguredAccount } from "../../../app/accounts/account-source.ts";
import { noSettings } from "../../../domain/account/account-settings.ts";
import { aircallForTest, sample, type TestAircall } from "../../support/aircall.ts";
import { configuredAccount } from "../../support/accounts/configured-account.ts";
import { registryForTest } from "../../support/accounts/registry-for-test.ts";
import { until } from "../../support/until.ts";

function at({ url, apiId, apiToken }: TestAircall, more: Partial<ConfiguredAccount> = {}) {
  return { ...configuredAccount({ baseUrl: url, credential: { apiId, apiToken } }), ...more };
}

function registryOf(first: readonly ConfiguredAccount[]): {
  readonly registry: AccountRegistry;
  readonly configure: (accounts: readonly ConfiguredAccount[]) => void;
} {
  let accounts = first;
  const changed = createListeners();
  const registry = registryForTest({ current: () => accounts, onChange: changed.add });
  return {
    registry,
    configure: (next) => {
      accounts = next;
      changed.call();
    },
  };
}

test("settings that change act on the next step, on the account that is open", async () => {
  const aircall = await aircallForTest();
  const { registry, configure } = registryOf([at(aircall)]);
  const account = registry.get("acme");
  expect([account?.dryRun, account?.serves({ id: 2 })]).toEqual([false, true]);
  const tagNames = new Map([["voicemail", "Mailbox"]]);
  configure([at(aircall, { dryRun: true, lines: [1], settings: { ...noSettings, tagNames } })]);
  expect(registry.get("acme")).toBe(account);
  expect([account?.dryRun, account?.serves({ id: 2 })]).toEqual([true, false]);
  expect(registry.settings("acme")?.tagNames).toBe(tagNames);
  await account?.client.tags.create("voicemail", "#00B388");
  const { tags } = (await (await aircall.api("GET", "/v1/tags")).json()) as {
    tags: { name: string }[];
  };
  expect(tags.map(({ name }) => name)).toContain("Mailbox");
});

test("another credential is used from then on, and who waits for one is told", async () => {
  const aircall = await aircallForTest();
  const wrong = at(aircall, { credential: { apiId: "no", apiToken: "body" } });
  const { registry, configure } = registryOf([wrong]);
  const recovered: string[] = [];
  registry.onRecovery((name) => void recovered.push(name));
  await expect(registry.get("acme")?.client.company.ping()).rejects.toThrow("403");
  expect(registry.credentials()).toEqual({ acme: false });
  configure([at(aircall)]);
  expect([recovered, registry.credentials()]).toEqual([["acme"], { acme: null }]);
  await registry.get("acme")?.client.company.ping();
  expect(registry.credentials()).toEqual({ acme: true });
});

test("one that was removed ends what it has under way, and is unknown only then", async () => {
  const aircall = await aircallForTest();
  const callId = await aircall.leave({ media: sample("calm.mp3"), events: [] });
  await aircall.control("POST", "faults", { path: "/calls/", kind: "slow", delayMs: 500 });
  const { registry, configure } = registryOf([at(aircall), configuredAccount({ name: "beta" })]);
  const reading = registry.get("acme")?.client.calls.get(callId);
  configure([configuredAccount({ name: "beta" })]);
  expect([registry.leaving(), registry.get("acme") === undefined]).toEqual([["acme"], false]);
  const releasing = registry.release("acme");
  expect(registry.get("acme")).toBeUndefined();
  expect(await reading).toMatchObject({ id: callId });
  await releasing;
  expect([registry.leaving(), registry.settings("acme")]).toEqual([[], null]);
});

test("one that comes back before it is let go stays", async () => {
  const aircall = await aircallForTest();
  const { registry, configure } = registryOf([at(aircall)]);
  const account = registry.get("acme");
  configure([]);
  configure([at(aircall)]);
  await registry.release("acme");
  expect(registry.get("acme")).toBe(account);
  await account?.client.company.ping();
});

test("one without a credential is not served before an installation brings one", async () => {
  const aircall = await aircallForTest();
  const { registry, configure } = registryOf([at(aircall, { credential: null })]);
  expect([registry.get("acme"), registry.usable()]).toEqual([undefined, []]);
  configure([at(aircall, { origin: "installed" })]);
  await until("it is served", () => registry.get("acme"));
});

test("settings without a name are the only account's, or nobody's", () => {
  const settings = { ...noSettings, keywords: ["Voltaris"] };
  const { registry, configure } = registryOf([configuredAccount({ settings })]);
  expect(registry.settings(undefined)).toBe(settings);
  configure([configuredAccount({ settings }), configuredAccount({ name: "beta" })]);
  expect(registry.settings(undefined)).toBe(noSettings);
});

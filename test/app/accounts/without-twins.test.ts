import { expect, onTestFinished, test } from "vitest";
import { createListeners, type ConfiguredAccount } from "../../../app/accounts/account-source.ts";
import { withoutTwins } from "../../../app/accounts/without-twins.ts";
import type { Credential } from "../../../domain/account/credential.ts";
import { aircallForTest } from "../../support/aircall.ts";
import { configuredAccount } from "../../support/accounts/configured-account.ts";
import { silentLog } from "../../support/accounts/registry-for-test.ts";
import { until } from "../../support/until.ts";

/** Accounts of one Aircall with two companies, as they are configured and as they are served. */
async function open(patience: { patienceMs?: number; againMs?: number } = {}) {
  const aircall = await aircallForTest();
  const acme = await aircall.addCompany({ name: "acme" });
  const beta = await aircall.addCompany({ name: "beta" });
  const changed = createListeners();
  let accounts: readonly ConfiguredAccount[] = [];
  const base = { current: () => accounts, onChange: changed.add };
  const source = withoutTwins({ source: base, log: silentLog, ...patience });
  onTestFinished(() => source[Symbol.dispose]());
  const account = (name: string, credential: Credential): ConfiguredAccount =>
    configuredAccount({ name, credential, baseUrl: aircall.url });
  return {
    aircall,
    acme,
    beta,
    byKey: (name: string, { apiId, apiToken }: typeof acme) => account(name, { apiId, apiToken }),
    byToken: (name: string, { accessToken }: typeof acme) => account(name, { accessToken }),
    configure: (next: readonly ConfiguredAccount[]) => {
      accounts = next;
      changed.call();
    },
    served: () => source.current().map(({ name }) => name),
  };
}

test("of two entries for one company the first is served, and the other when the first is gone", async () => {
  const { acme, beta, byKey, byToken, configure, served } = await open();
  const [one, same, other] = [byKey("one", acme), byToken("same", acme), byKey("other", beta)];
  configure([one]);
  expect(served()).toEqual(["one"]);
  configure([one, same, other]);
  // Who is served goes on, and who is new waits.
  expect(served()).toEqual(["one"]);
  await until("the other company is served", () => served().includes("other"));
  expect(served()).toEqual(["one", "other"]);
  configure([same, other]);
  expect(served()).toEqual(["same", "other"]);
  // Nobody knows yet whose the new credential is.
  configure([byKey("same", acme), other]);
  expect(served()).toContain("same");
  await until("both are known", () => served().length === 2);
});

test("an Aircall that does not answer keeps no account from its work for long, and is asked again", async () => {
  const { aircall, acme, beta, byKey, byToken, configure, served } = await open({
    patienceMs: 200,
    againMs: 100,
  });
  const fault = { path: "/integrations/me$", kind: "status", status: 503, count: 1_000 };
  for (const { control } of [aircall, acme, beta]) await control("POST", "faults", fault);
  configure([byKey("one", acme), byToken("same", acme)]);
  await until("both are served", () => served().length === 2);
  for (const { control } of [aircall, acme, beta]) await control("DELETE", "faults");
  await until("the second is set aside", () => served().length === 1);
  expect(served()).toEqual(["one"]);
});

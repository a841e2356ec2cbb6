import { expect, onTestFinished, test } from "vitest";
import { createListeners, type ConfiguredAccount } from "../../../app/accounts/account-source.ts";
import { twinsOf } from "../../../app/accounts/twins-of.ts";
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
    acme,
    beta,
    byKey: (name: string, { apiId, apiToken }: typeof acme) => account(name, { apiId, apiToken }),
    byToken: (name: string, { accessToken }: typeof acme) => account(name, { accessToken }),
    configure: (next: readonly ConfiguredAccount[]) => {
      accounts = next;
      changed.call();
    },
    /** One that is set aside has a star. */
    served: () =>
      source
        .current()
        .map(({ name, credential }) =>
          credential && "disconnected" in credential ? `${name}*` : name,
        ),
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
  await until("all are known", () => served().length === 3);
  expect(served()).toEqual(["one", "same*", "other"]);
  configure([same, other]);
  expect(served()).toEqual(["same", "other"]);
  // Nobody knows yet whose the new credential is: most likely the company's of before.
  configure([byKey("same", acme), one, other]);
  expect(served()).toEqual(["same", "other"]);
  await until("all are known", () => served().length === 3);
  expect(served()).toEqual(["same", "one*", "other"]);
});

test("an Aircall that does not answer keeps no account from its work for long, and is asked again", async () => {
  const { acme, beta, byKey, byToken, configure, served } = await open({
    patienceMs: 200,
    againMs: 100,
  });
  const fault = { path: "/integrations/me$", kind: "status", status: 503, count: 1_000 };
  for (const { control } of [acme, beta]) await control("POST", "faults", fault);
  configure([byKey("one", acme), byToken("same", acme)]);
  await until("both are served", () => served().length === 2);
  expect(served()).toEqual(["one", "same"]);
  for (const { control } of [acme, beta]) await control("DELETE", "faults");
  await until("the second is set aside", () => served().includes("same*"));
  expect(served()).toEqual(["one", "same*"]);
});

test("an Aircall that names no company to a key is not asked again, and all are served", async () => {
  const { acme, byKey, byToken, configure, served } = await open({ againMs: 20 });
  const fault = { path: "/integrations/me$", kind: "status", status: 403, count: 1_000 };
  await acme.control("POST", "faults", fault);
  configure([byKey("one", acme), byToken("same", acme)]);
  await until("both are served", () => served().length === 2);
  const { total } = await acme.requests();
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await acme.requests()).total).toBe(total);
});

test("only accounts that would write on the same calls are twins", () => {
  const one = configuredAccount({ name: "one", lines: [1, 2] });
  const at = (more: object): ConfiguredAccount => configuredAccount({ name: "two", ...more });
  const twins = (two: ConfiguredAccount): string[] => [...twinsOf([one, two], () => 7).keys()];
  expect(twins(at({}))).toEqual(["two"]);
  expect(twins(at({ lines: [2, 3] }))).toEqual(["two"]);
  expect(twins(at({ lines: [3] }))).toEqual([]);
  expect(twins(at({ dryRun: true }))).toEqual([]);
  expect(twins(at({ baseUrl: "https://other.example" }))).toEqual([]);
  expect([...twinsOf([one, at({})], () => null)]).toEqual([]);
});

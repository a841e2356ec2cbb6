import { expect, onTestFinished, test } from "vitest";
import { createTokenClient } from "../../../aircall/oauth/token-client.ts";
import type { AccountRegistry } from "../../../app/accounts/account-registry.ts";
import { fixedAccounts } from "../../../app/accounts/account-source.ts";
import {
  followInstallations,
  type InstalledAccounts,
} from "../../../app/accounts/installed-accounts.ts";
import { renewTokens, type RenewOptions } from "../../../app/accounts/renew-tokens.ts";
import { withInstalled } from "../../../app/accounts/with-installed.ts";
import type { OAuthTokens } from "../../../domain/account/installation.ts";
import type { Ledger } from "../../../ledger/open-ledger.ts";
import { aircallForTest, type TestAircall, type TestCompany } from "../../support/aircall.ts";
import { ledgerForTest, newPlace } from "../../support/ledger/ledgers.ts";
import { codeFor, redirectUri } from "../../support/simulator/oauth.ts";
import { until } from "../../support/until.ts";
import { registryForTest, silentLog } from "../../support/accounts/registry-for-test.ts";

/*
 * Tokens with a life, and tokens that Aircall refuses: with a ledger, and the fake Aircall.
 */

interface Renewing {
  readonly aircall: TestAircall;
  readonly acme: TestCompany;
  readonly ledger: Ledger;
  readonly installed: InstalledAccounts;
  readonly registry: AccountRegistry;
  readonly exchange: () => Promise<OAuthTokens>;
}

/** One account, connected with a token of Aircall. */
async function openRenewing(settings: object, more: Partial<RenewOptions> = {}): Promise<Renewing> {
  const aircall = await aircallForTest();
  await aircall.control("PUT", "clients", [{ clientId: "partner", clientSecret: "secret" }]);
  const acme = await aircall.addCompany({ name: "acme", settings });
  const tokenClient = createTokenClient({
    baseUrl: aircall.url,
    clientId: "partner",
    clientSecret: "secret",
    redirectUri,
  });
  const ledger = await ledgerForTest(await newPlace("sqlite"));
  const exchange = async (): Promise<OAuthTokens> =>
    tokenClient.exchange(await codeFor(aircall, { company: "acme" }));
  await ledger.installations.connect({
    account: "acme",
    company: { id: 1, name: "Acme" },
    tokens: await exchange(),
  });
  const kept = {
    get: () => Promise.resolve(ledger),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
  const installed = followInstallations({ ledger: kept, log: silentLog, everyMs: 50 });
  onTestFinished(() => installed[Symbol.asyncDispose]());
  const source = withInstalled({
    base: fixedAccounts([]),
    installed,
    forAll: { baseUrl: aircall.url, dryRun: false },
    knownNames: () => [],
  });
  const registry = registryForTest(source);
  const renewing = renewTokens({
    registry,
    installed,
    ledger: kept,
    tokenClient,
    log: silentLog,
    everyMs: 50,
    ...more,
  });
  onTestFinished(() => renewing[Symbol.asyncDispose]());
  await until("the account is there", () => registry.get("acme"));
  return { aircall, acme, ledger, installed, registry, exchange };
}

function ping({ registry }: Renewing): Promise<void> {
  return registry.get("acme")?.client.company.ping({ resumedAt: Date.now() }) ?? Promise.reject();
}

test("a token is renewed before it ends, and the new one acts without a restart", async () => {
  const renewing = await openRenewing({ refreshTokens: true, accessTokenLifeMs: 3_000 });
  const { ledger, acme } = renewing;
  const first = await ledger.installations.tokens("acme");
  await until("there is another", async () => {
    const now = await ledger.installations.tokens("acme");
    return now !== null && now.accessToken !== first?.accessToken;
  });
  await until("the account uses it", async () => {
    await ping(renewing);
    return (await acme.requests()).total > 0;
  });
  expect(renewing.registry.credentials()).toEqual({ acme: true });
});

test("a token that Aircall refuses is renewed at once", async () => {
  const renewing = await openRenewing({ refreshTokens: true });
  await renewing.acme.control("PATCH", "settings", { clockAheadMs: 2 * 3_600_000 });
  await ping(renewing).catch(() => {});
  await until("it is good again", async () => {
    await ping(renewing).catch(() => {});
    return renewing.registry.credentials()["acme"] === true;
  });
  expect((await renewing.ledger.installations.tokens("acme"))?.version).toBeGreaterThan(1);
});

test("a refresh token that is used up disconnects the account; installing again goes on", async () => {
  const renewing = await openRenewing({ refreshTokens: true });
  const { acme, aircall, ledger, registry, exchange } = renewing;
  // Somebody was killed between Aircall's answer and the ledger.
  const lost = await ledger.installations.tokens("acme");
  await fetch(`${aircall.url}/v1/oauth/token`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      grant_type: "refresh_token",
      refresh_token: lost?.refreshToken,
      client_id: "partner",
      client_secret: "secret",
    }),
  });
  await acme.control("PATCH", "settings", { clockAheadMs: 2 * 3_600_000 });
  await ping(renewing).catch(() => {});
  await until("it is disconnected", async () => {
    return (await ledger.installations.find("acme"))?.state === "disconnected";
  });
  await until("nothing is sent any more", () => registry.credentials()["acme"] === false);
  const { total } = await acme.requests();
  await expect(ping(renewing)).rejects.toThrow("was not sent");
  expect((await acme.requests()).total).toBe(total);

  await ledger.installations.connect({
    account: "acme",
    company: { id: 1, name: "Acme" },
    tokens: await exchange(),
  });
  await until("it is good again", async () => {
    await ping(renewing).catch(() => {});
    return registry.credentials()["acme"] === true;
  });
});

test("a lasting refusal disconnects an account whose token is for good; one that passes does not", async () => {
  const renewing = await openRenewing({}, { lastingMs: 500 });
  const { acme, ledger, registry } = renewing;
  await acme.control("PATCH", "settings", { credentialRevoked: true });
  await ping(renewing).catch(() => {});
  expect(registry.credentials()).toEqual({ acme: false });
  await acme.control("PATCH", "settings", { credentialRevoked: false });
  await until("it is good again", () => registry.credentials()["acme"] === true);
  expect((await ledger.installations.find("acme"))?.state).toBe("connected");

  await acme.control("PATCH", "settings", { credentialRevoked: true });
  await ping(renewing).catch(() => {});
  await until("it is disconnected", async () => {
    return (await ledger.installations.find("acme"))?.state === "disconnected";
  });
});

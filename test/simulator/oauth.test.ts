import { expect, test } from "vitest";
import { giveConsent } from "../../stage/simulator-companies.ts";
import { aircallForTest, type TestAircall } from "../support/aircall.ts";
import { authorizeUrl, codeFor, exchange, redirectUri } from "../support/simulator/oauth.ts";

const clients = [
  {
    clientId: "partner",
    clientSecret: "secret",
    redirectUris: [redirectUri],
  },
];

async function refused(answer: Promise<Response>): Promise<[number, unknown]> {
  const { status } = await answer;
  return [status, await (await answer).json()];
}

const invalidGrant = [400, { error: "invalid_grant" }];

async function me(aircall: TestAircall, token: string): Promise<number> {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(`${aircall.url}/v1/integrations/me`, { headers })).status;
}

test("a code becomes a token, in the very words of Aircall's own fixture", async () => {
  const aircall = await aircallForTest();
  const answer = await exchange(aircall, { code: await codeFor(aircall, { company: "default" }) });
  expect([answer.status, await answer.json()]).toEqual([
    200,
    {
      access_token: expect.stringMatching(/^[0-9a-f]{40}$/),
      token_type: "Bearer",
      created_at: expect.any(Number),
    },
  ]);
});

test("the exchange takes JSON and a form alike", async () => {
  const aircall = await aircallForTest();
  for (const type of ["json", "form"] as const) {
    const code = await codeFor(aircall, { company: "default" });
    expect((await exchange(aircall, { code }, type)).status).toBe(200);
  }
});

test("a code works once, unless codes can be used again", async () => {
  const aircall = await aircallForTest();
  const code = await codeFor(aircall, { company: "default" });
  expect((await exchange(aircall, { code })).status).toBe(200);
  expect(await refused(exchange(aircall, { code }))).toEqual(invalidGrant);
  await aircall.control("PATCH", "settings", { codesReusable: true });
  expect((await exchange(aircall, { code })).status).toBe(200);
});

test("a code lives ten minutes of its company's clock", async () => {
  const aircall = await aircallForTest();
  const acme = await aircall.addCompany({ name: "acme" });
  const codes = [
    await codeFor(aircall, { company: "acme" }),
    await codeFor(aircall, { company: "default" }),
    await codeFor(aircall, { company: "acme" }),
  ] as const;
  await acme.control("PATCH", "settings", { clockAheadMs: 590_000 });
  expect((await exchange(aircall, { code: codes[0] })).status).toBe(200);
  await acme.control("PATCH", "settings", { clockAheadMs: 600_000 });
  expect((await exchange(aircall, { code: codes[1] })).status).toBe(200);
  expect(await refused(exchange(aircall, { code: codes[2] }))).toEqual(invalidGrant);
});

test("a code is exchanged for the address it was sent to, unless that is not looked at", async () => {
  const aircall = await aircallForTest();
  const elsewhere = async (): Promise<Response> =>
    exchange(aircall, {
      code: await codeFor(aircall, { company: "default" }),
      redirect_uri: `${redirectUri}/`,
    });
  expect(await refused(elsewhere())).toEqual(invalidGrant);
  await aircall.control("PATCH", "settings", { redirectUriChecked: false });
  expect((await elsewhere()).status).toBe(200);
});

test.each([
  ["invalid_client", { client_secret: "guessed" }],
  ["invalid_client", { client_id: "stranger" }],
  ["invalid_request", { client_secret: "" }],
  ["unsupported_grant_type", { grant_type: "password" }],
  ["invalid_grant", { code: "guessed" }],
  ["invalid_request", { grant_type: "refresh_token" }],
])("the exchange is refused as %s where it has %o", async (error, wrong) => {
  const aircall = await aircallForTest({ clients });
  const code = await codeFor(aircall, { company: "default" });
  expect(await refused(exchange(aircall, { code, ...wrong }))).toEqual([400, { error }]);
});

test("another client cannot use a code", async () => {
  const other = { clientId: "other", clientSecret: "secret" };
  const aircall = await aircallForTest({ clients: [...clients, other] });
  const code = await codeFor(aircall, { company: "default" });
  expect(await refused(exchange(aircall, { code, client_id: "other" }))).toEqual(invalidGrant);
});

test("the page of consent names the companies and their lines, and believes nobody's words", async () => {
  const aircall = await aircallForTest();
  await aircall.addCompany({ name: "acme" });
  const url = authorizeUrl(aircall, { client_id: '<b>"partner"</b>' });
  const answer = await fetch(url);
  const page = await answer.text();
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html"]);
  expect(page).toContain('<input type="radio" name="company" value="acme">');
  expect(page.match(/name="numbers"/g)).toHaveLength(6);
  expect(page).toContain("&lt;b&gt;&quot;partner&quot;&lt;/b&gt; asks");
  expect(page).not.toContain("<b>");
});

test("who refuses is sent back with the reason and the application's own state", async () => {
  const aircall = await aircallForTest();
  const url = authorizeUrl(aircall, { state: "s 1" });
  const back = await giveConsent(url, { company: "default", decision: "refuse" });
  expect(back).toBe(`${redirectUri}?error=access_denied&state=s+1`);
});

test("with the switch a company has allowed or refused before it is asked", async () => {
  const aircall = await aircallForTest({ settings: { consent: "allow" } });
  const ask = async (): Promise<URL> => {
    const answer = await fetch(authorizeUrl(aircall), { redirect: "manual" });
    return new URL(answer.headers.get("location") ?? "");
  };
  const code = (await ask()).searchParams.get("code") ?? "";
  expect((await exchange(aircall, { code })).status).toBe(200);
  await aircall.control("PATCH", "settings", { consent: "refuse" });
  expect((await ask()).searchParams.get("error")).toBe("access_denied");
});

test.each([
  ["invalid_client", { client_id: "stranger" }],
  ["unsupported_response_type", { response_type: "token" }],
  ["invalid_scope", { scope: "everything" }],
])("the application is told %s, and nobody is asked", async (error, wrong) => {
  const aircall = await aircallForTest({ clients });
  const answer = await fetch(authorizeUrl(aircall, wrong), { redirect: "manual" });
  const target = new URL(answer.headers.get("location") ?? "");
  expect([answer.status, target.searchParams.get("error")]).toEqual([302, error]);
  await expect(giveConsent(authorizeUrl(aircall, wrong), { company: "default" })).resolves.toMatch(
    `error=${error}`,
  );
});

test("nobody is sent to an address that the client does not have", async () => {
  const aircall = await aircallForTest({ clients });
  const evil = authorizeUrl(aircall, { redirect_uri: "https://evil.example/" });
  expect(await refused(fetch(evil))).toEqual([400, { error: "invalid_redirect_uri" }]);
  await aircall.control("PUT", "clients", [{ clientId: "partner", clientSecret: "secret" }]);
  expect((await fetch(evil)).status).toBe(200);
});

test("a company that is not there, and no line at all, are no consent", async () => {
  const aircall = await aircallForTest();
  const acme = await aircall.addCompany({ name: "acme" });
  const consent = (company: string, numbers?: number[]): Promise<string> =>
    giveConsent(authorizeUrl(aircall), { company, ...(numbers ? { numbers } : {}) });
  await expect(consent("nobody")).rejects.toThrow("Pick a company");
  await expect(consent("default", [...acme.numberIds])).rejects.toThrow("Pick at least one number");
  const fromPage = authorizeUrl(aircall, { picked: "yes" });
  await expect(giveConsent(fromPage, { company: "default" })).rejects.toThrow("Pick at least one");
});

test("where refresh tokens are on, a token has a life and is renewed, each time by the next", async () => {
  const settings = { refreshTokens: true, accessTokenLifeMs: 60_000 };
  const aircall = await aircallForTest({ settings });
  const first = await tokens(
    exchange(aircall, { code: await codeFor(aircall, { company: "default" }) }),
  );
  expect(first).toMatchObject({ expires_in: 60, refresh_token: expect.any(String) });
  expect(await me(aircall, first.access_token)).toBe(200);
  await aircall.control("PATCH", "settings", { clockAheadMs: 60_000 });
  expect(await me(aircall, first.access_token)).toBe(403);
  await aircall.control("PATCH", "settings", { expiredTokenStatus: 401 });
  expect(await me(aircall, first.access_token)).toBe(401);

  const renew = (token = ""): Promise<Response> =>
    exchange(aircall, { grant_type: "refresh_token", refresh_token: token });
  const second = await tokens(renew(first.refresh_token));
  expect(await me(aircall, second.access_token)).toBe(200);
  expect(await refused(renew(first.refresh_token))).toEqual(invalidGrant);
  await aircall.control("PATCH", "settings", { refreshTokensRotate: false });
  const third = await tokens(renew(second.refresh_token));
  expect(third.refresh_token).toBe(second.refresh_token);
  expect((await renew(third.refresh_token)).status).toBe(200);
});

async function tokens(
  answer: Promise<Response>,
): Promise<{ access_token: string; refresh_token?: string }> {
  return (await (await answer).json()) as { access_token: string; refresh_token?: string };
}

test("there is a page on which an installation ends well", async () => {
  const aircall = await aircallForTest();
  const answer = await fetch(`${aircall.url}/oauth/success`);
  expect([answer.status, await answer.text()]).toEqual([
    200,
    expect.stringContaining("is installed"),
  ]);
});

test("the exchange fails by the first company's faults, and is in its log", async () => {
  const aircall = await aircallForTest();
  await aircall.control("POST", "faults", { path: "/oauth/token$", when: "after", kind: "reset" });
  const code = await codeFor(aircall, { company: "default" });
  await expect(exchange(aircall, { code })).rejects.toThrow();
  // It took effect all the same: the code is used up.
  expect(await refused(exchange(aircall, { code }))).toEqual(invalidGrant);
  const { requests } = await aircall.requests();
  expect(requests.map(({ status }) => status)).toEqual([0, 400]);
});

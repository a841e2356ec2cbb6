import { expect, test } from "vitest";
import { openDatabase } from "../../../ledger/database/open-database.ts";
import { inspectLedger } from "../../../ledger/inspect-ledger.ts";
import { ledgerForTest, newKey, newPlace, type EngineName } from "../../support/ledger/ledgers.ts";

const inAnHour = (): number => Date.now() + 3_600_000;

export function holdsTokensStatesAndSalt(engine: EngineName): void {
  test("tokens of webhooks are kept by account, once each, the latest last", async () => {
    const { webhookTokens } = await ledgerForTest(await newPlace(engine));
    for (const token of ["t-1", "t-2", "t-3"]) await webhookTokens.keep("acme", token, "w-1");
    await webhookTokens.keep("zenith", "t-1", null);
    await webhookTokens.keep("acme", "t-1", "w-1");
    const kept = await webhookTokens.list("acme");
    expect(kept.map(({ token }) => token)).toEqual(["t-1", "t-2", "t-3"]);
    expect(kept[0]).toMatchObject({ account: "acme", webhookId: "w-1" });
    expect(await webhookTokens.list()).toHaveLength(4);
    expect(await webhookTokens.forget("acme", "t-3")).toBe(2);
    expect((await webhookTokens.list("acme")).map(({ token }) => token)).toEqual(["t-3"]);
    expect(await webhookTokens.forget("acme")).toBe(1);
    expect(await webhookTokens.list()).toMatchObject([{ account: "zenith", webhookId: null }]);
  });

  test("of several that keep tokens at the same moment none loses another's", async () => {
    const place = await newPlace(engine);
    const ledgers = await Promise.all(Array.from({ length: 6 }, () => ledgerForTest(place)));
    await Promise.all(
      ledgers.map(({ webhookTokens }, index) => webhookTokens.keep("acme", `t-${index}`, null)),
    );
    expect(await ledgers[0]?.webhookTokens.list("acme")).toHaveLength(6);
  });

  test("without a key a webhook's token is in clear; the first key that is set seals it", async () => {
    const place = await newPlace(engine);
    const token = "with:colons, and a/slash";
    const open = await ledgerForTest(place, { keys: [] });
    await open.webhookTokens.keep("acme", token, null);
    const salt = await open.salt();
    expect(await open.webhookTokens.list()).toMatchObject([{ kept: `clear:${token}`, token }]);
    const keys = [newKey("k1")];
    const sealed = await ledgerForTest(place, { keys });
    const [kept] = await sealed.webhookTokens.list();
    expect(kept).toMatchObject({ token, kept: expect.stringMatching(/^sealed:k1:/) as string });
    expect(kept?.kept).not.toContain("colons");
    expect(await sealed.salt()).toEqual(salt);
    // Whoever has no key is told so, and of the others' tokens nothing is lost.
    expect(await open.webhookTokens.list()).toMatchObject([{ token: null }]);
    await expect(open.salt()).rejects.toThrow(
      /salt is sealed with key k1.*set AFTERBEEP_ENCRYPTION/,
    );
  });

  test("a new first key seals all that the older ones had sealed: those may go", async () => {
    const place = await newPlace(engine);
    const [old, fresh] = [newKey("k1"), newKey("k2")];
    const before = await ledgerForTest(place, { keys: [old] });
    await before.webhookTokens.keep("acme", "t-1", null);
    const tokens = { accessToken: "access", refreshToken: "refresh", expiresAt: null };
    await before.installations.connect({ account: "acme", company: null, tokens });
    const salt = await before.salt();
    await ledgerForTest(place, { keys: [fresh, old] });
    const after = await ledgerForTest(place, { keys: [fresh] });
    expect(await after.webhookTokens.list()).toMatchObject([{ token: "t-1" }]);
    expect(await after.installations.tokens("acme")).toEqual({ ...tokens, version: 1 });
    expect(await after.salt()).toEqual(salt);
    expect(await inspectLedger({ ...place, keys: [fresh] })).toMatchObject({ misfits: [] });
    const { misfits } = await inspectLedger({ ...place, keys: [old] });
    expect(misfits).toHaveLength(4);
  });

  test("what is sealed for one account opens for no other", async () => {
    const place = await newPlace(engine);
    const ledger = await ledgerForTest(place);
    await ledger.webhookTokens.keep("acme", "t-1", null);
    await using database = await openForTest(place);
    await database.ask((db) => db.updateTable("webhook_token").set({ account: "evil" }).execute());
    expect(await ledger.webhookTokens.list()).toMatchObject([{ account: "evil", token: null }]);
  });

  test("the salt is made once, also by several at the same moment", async () => {
    const place = await newPlace(engine);
    const keys = [newKey("k1")];
    const ledgers = await Promise.all(
      Array.from({ length: 5 }, () => ledgerForTest(place, { keys })),
    );
    const salts = await Promise.all(ledgers.map(({ salt }) => salt()));
    expect(salts[0]).toHaveLength(32);
    expect(new Set(salts.map((salt) => salt.toString("hex"))).size).toBe(1);
    const other = await ledgerForTest(await newPlace(engine));
    expect(await other.salt()).not.toEqual(salts[0]);
  });

  test("the state of an installation is given to one of those who ask, once", async () => {
    const place = await newPlace(engine);
    const ledgers = await Promise.all(Array.from({ length: 4 }, () => ledgerForTest(place)));
    const [{ oauthStates } = expect.fail()] = ledgers;
    await oauthStates.put("state-1", "acme", inAnHour());
    await oauthStates.put("state-2", "zenith", inAnHour());
    expect(await oauthStates.take("state-3")).toBeNull();
    const taken = await Promise.all(ledgers.map((one) => one.oauthStates.take("state-1")));
    expect(taken.filter((data) => data !== null)).toEqual(["acme"]);
    expect(await oauthStates.take("state-1")).toBeNull();
    expect(await oauthStates.take("state-2")).toBe("zenith");
  });

  test("a state that has expired is given to nobody, and not kept", async () => {
    const place = await newPlace(engine);
    const { oauthStates } = await ledgerForTest(place);
    await oauthStates.put("late", "acme", Date.now() - 1);
    expect(await oauthStates.take("late")).toBeNull();
    await oauthStates.put("later", "acme", Date.now() - 1);
    await oauthStates.put("state", "acme", inAnHour());
    await using database = await openForTest(place);
    const rows = await database.ask((db) => db.selectFrom("oauth_state").selectAll().execute());
    expect(rows).toHaveLength(1);
    // What a browser carries is not in the ledger.
    expect(JSON.stringify(rows)).not.toContain("state");
  });
}

async function openForTest(
  place: Parameters<typeof openDatabase>[0],
): Promise<Awaited<ReturnType<typeof openDatabase>> & AsyncDisposable> {
  const database = await openDatabase(place);
  return { ...database, [Symbol.asyncDispose]: database.close };
}

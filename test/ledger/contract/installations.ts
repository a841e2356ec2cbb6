import { expect, test } from "vitest";
import { AccountTakenError, RefreshError } from "../../../domain/account/installation-errors.ts";
import type { NewInstallation, OAuthTokens } from "../../../domain/account/installation.ts";
import { LedgerError } from "../../../ledger/database/ledger-error.ts";
import { ledgerForTest, newKey, newPlace, type EngineName } from "../../support/ledger/ledgers.ts";

const first: OAuthTokens = { accessToken: "access-1", refreshToken: "refresh-1", expiresAt: 1_000 };
const second: OAuthTokens = { accessToken: "access-2", refreshToken: null, expiresAt: null };

function acme(more: Partial<NewInstallation> = {}): NewInstallation {
  return { account: "acme", company: { id: 7, name: "Acme" }, tokens: first, ...more };
}

export function holdsInstallations(engine: EngineName): void {
  test("an account that is connected is found by its name and its company, with its tokens", async () => {
    const { installations } = await ledgerForTest(await newPlace(engine));
    expect(await installations.list()).toEqual([]);
    expect(await installations.find("acme")).toBeNull();
    expect(await installations.tokens("acme")).toBeNull();
    const connected = await installations.connect(acme());
    expect(connected).toMatchObject({
      account: "acme",
      companyId: 7,
      companyName: "Acme",
      state: "connected",
      reason: null,
    });
    expect(connected.changedAt).toBe(connected.installedAt);
    expect(await installations.find("acme")).toEqual(connected);
    expect(await installations.findCompany(7)).toEqual(connected);
    expect(await installations.findCompany(8)).toBeNull();
    expect(await installations.list()).toEqual([connected]);
    expect(await installations.tokens("acme")).toEqual({ ...first, version: 1 });
  });

  test("installing again for a company replaces the token and keeps the name", async () => {
    const { installations } = await ledgerForTest(await newPlace(engine));
    const before = await installations.connect(acme());
    const again = await installations.connect(
      acme({ account: "another", company: { id: 7, name: "Acme Ltd" }, tokens: second }),
    );
    expect(again).toMatchObject({ account: "acme", companyName: "Acme Ltd" });
    expect(again.installedAt).toBe(before.installedAt);
    expect(await installations.tokens("acme")).toEqual({ ...second, version: 2 });
    expect(await installations.list()).toHaveLength(1);
  });

  test("a company that Aircall did not name at first gets its id when it is known", async () => {
    const { installations } = await ledgerForTest(await newPlace(engine));
    await installations.connect(acme({ company: null }));
    await installations.connect(acme({ company: null, account: "zenith" }));
    expect(await installations.connect(acme())).toMatchObject({ account: "acme", companyId: 7 });
    // Now that its company is known, one that nobody names may be another.
    await expect(installations.connect(acme({ company: null, tokens: second }))).rejects.toThrow(
      AccountTakenError,
    );
    expect(await installations.tokens("acme")).toMatchObject({ accessToken: "access-1" });
  });

  test("a name that another company has is refused, also when it differs by case only", async () => {
    const { installations } = await ledgerForTest(await newPlace(engine));
    await installations.connect(acme());
    const other = acme({ company: { id: 8, name: "Other" }, tokens: second });
    await expect(installations.connect(other)).rejects.toThrow(
      new AccountTakenError("account acme is company 7 (Acme) already, not 8: choose another name"),
    );
    await expect(installations.connect({ ...other, account: "ACME" })).rejects.toThrow(
      "the account name ACME differs from acme by case only: choose another",
    );
    expect(await installations.tokens("acme")).toMatchObject({ accessToken: "access-1" });
  });

  test("of several that install one company at the same moment all end in one account", async () => {
    const place = await newPlace(engine);
    const keys = [newKey("k1")];
    const ledgers = await Promise.all(
      Array.from({ length: 5 }, () => ledgerForTest(place, { keys })),
    );
    const connected = await Promise.all(
      ledgers.map(({ installations }, index) =>
        installations.connect(
          acme({ account: `acme-${index}`, tokens: { ...first, accessToken: `access-${index}` } }),
        ),
      ),
    );
    expect(new Set(connected.map(({ account }) => account)).size).toBe(1);
    const [{ installations } = expect.fail()] = ledgers;
    expect(await installations.list()).toHaveLength(1);
    expect(await installations.tokens(connected[0]?.account ?? "")).toMatchObject({ version: 5 });
  });

  test("a disconnected account has no tokens, keeps the rest, and goes on when installed again", async () => {
    const { installations } = await ledgerForTest(await newPlace(engine));
    expect(await installations.disconnect("acme", "gone")).toBe(false);
    const { installedAt } = await installations.connect(acme());
    expect(await installations.disconnect("acme", "removed in Aircall")).toBe(true);
    const gone = await installations.find("acme");
    expect(gone).toMatchObject({
      state: "disconnected",
      reason: "removed in Aircall",
      companyId: 7,
      installedAt,
    });
    expect(await installations.tokens("acme")).toBeNull();
    // Said twice, the first reason stands.
    expect(await installations.disconnect("acme", "said again")).toBe(true);
    expect(await installations.find("acme")).toEqual(gone);
    expect(await installations.connect(acme({ tokens: second }))).toMatchObject({
      state: "connected",
      reason: null,
      installedAt,
    });
    expect(await installations.tokens("acme")).toMatchObject({ accessToken: "access-2" });
  });

  test("new tokens replace those that were seen, and no others", async () => {
    const { installations } = await ledgerForTest(await newPlace(engine));
    await installations.connect(acme());
    const traded: string[] = [];
    const refresh = async (token: string): Promise<OAuthTokens> => {
      traded.push(token);
      return { ...first, accessToken: "access-2", refreshToken: "refresh-2" };
    };
    const rotated = await installations.rotate({ account: "acme", seen: 1, refresh });
    expect(rotated).toMatchObject({ accessToken: "access-2", version: 2 });
    // Whoever was refused with the first one, too, reads what is there.
    expect(await installations.rotate({ account: "acme", seen: 1, refresh })).toEqual(rotated);
    expect(traded).toEqual(["refresh-1"]);
    expect(await installations.tokens("acme")).toEqual(rotated);
  });

  test("what refreshing throws is thrown, and the next one may try at once", async () => {
    const { installations } = await ledgerForTest(await newPlace(engine));
    await installations.connect(acme());
    const refused = installations.rotate({
      account: "acme",
      seen: 1,
      refresh: () => Promise.reject(new Error("Aircall refuses it")),
    });
    await expect(refused).rejects.toThrow("Aircall refuses it");
    const rotated = await installations.rotate({
      account: "acme",
      seen: 1,
      refresh: () => Promise.resolve(second),
    });
    expect(rotated).toMatchObject({ accessToken: "access-2" });
    await expect(
      installations.rotate({ account: "acme", seen: 2, refresh: () => Promise.resolve(first) }),
    ).rejects.toThrow(RefreshError);
  });

  test("a token that comes for an account disconnected meanwhile is not kept", async () => {
    const { installations } = await ledgerForTest(await newPlace(engine));
    await installations.connect(acme());
    const rotated = await installations.rotate({
      account: "acme",
      seen: 1,
      refresh: async () => {
        await installations.disconnect("acme", "removed in Aircall");
        return second;
      },
    });
    expect(rotated).toBeNull();
    expect(await installations.tokens("acme")).toBeNull();
    expect(
      await installations.rotate({ account: "acme", seen: 1, refresh: () => expect.fail() }),
    ).toBeNull();
  });

  test("nothing of a token is kept without a key, and the error names the variable", async () => {
    const { installations } = await ledgerForTest(await newPlace(engine), { keys: [] });
    const kept = installations.connect(acme());
    await expect(kept).rejects.toThrow(/^AFTERBEEP_ENCRYPTION_KEY is not set/);
    await expect(kept).rejects.toMatchObject({ fault: "key" });
    expect(await installations.list()).toEqual([]);
  });

  test("a key that does not fit is told with the variable, and the account can be installed again", async () => {
    const place = await newPlace(engine);
    await (await ledgerForTest(place)).installations.connect(acme());
    const { installations } = await ledgerForTest(place, { keys: [newKey("k2")] });
    expect(await installations.find("acme")).toMatchObject({ state: "connected" });
    await expect(installations.tokens("acme")).rejects.toThrow(
      "the access token of account acme is sealed with key k1, which AFTERBEEP_ENCRYPTION_KEY does not hold; add it behind the current one",
    );
    const { installations: ofSameName } = await ledgerForTest(place, { keys: [newKey("k1")] });
    await expect(ofSameName.tokens("acme")).rejects.toThrow(LedgerError);
    await expect(ofSameName.tokens("acme")).rejects.toThrow(
      "key k1 of AFTERBEEP_ENCRYPTION_KEY does not open the access token of account acme",
    );
    await installations.connect(acme({ tokens: second }));
    expect(await installations.tokens("acme")).toMatchObject({ accessToken: "access-2" });
  });
}

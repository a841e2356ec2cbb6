import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
  createInstallStates,
  newBrowser,
  stateLifeMs,
} from "../../../client/oauth/install-states.ts";
import type { OAuthStateStore } from "../../../domain/account/oauth-state.ts";

/** As the ledger's: its own tests hold it to giving a state once. */
function memoryStore(): OAuthStateStore {
  const kept = new Map<string, string>();
  return {
    put: async (state, data) => void kept.set(state, data),
    take: async (state) => {
      const data = kept.get(state) ?? null;
      kept.delete(state);
      return data;
    },
  };
}

const key = (id: string) => ({ id, key: randomBytes(32) });

test("a state is good once, in its browser, for ten minutes", async () => {
  const start = Date.now();
  let now = start;
  const states = createInstallStates([key("k1")], memoryStore(), () => now);
  const browser = newBrowser();
  const state = await states.begin(browser, { account: "acme" });

  expect(await states.take(state, undefined)).toEqual({ kind: "other-browser" });
  expect(await states.take(state, newBrowser())).toEqual({ kind: "other-browser" });
  for (const changed of [`a${state}`, `${state}.more`, state.slice(1), "", "a.b.c"]) {
    expect(await states.take(changed, browser)).toEqual({ kind: "forged" });
  }
  now = start + stateLifeMs - 1;
  expect(await states.take(state, browser)).toEqual({ kind: "good", account: "acme" });
  expect(await states.take(state, browser)).toEqual({ kind: "used" });

  const late = await states.begin(browser, { account: null });
  now += stateLifeMs;
  expect(await states.take(late, browser)).toEqual({ kind: "expired" });
});

test("a state outlives the exchange of a key, and another key's is forged", async () => {
  const store = memoryStore();
  const [old, fresh] = [key("k1"), key("k2")];
  const browser = newBrowser();
  const state = await createInstallStates([old], store).begin(browser, { account: null });
  expect(await createInstallStates([fresh], store).take(state, browser)).toEqual({
    kind: "forged",
  });
  expect(await createInstallStates([fresh, old], store).take(state, browser)).toEqual({
    kind: "good",
    account: null,
  });
});

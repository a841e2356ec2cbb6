import { expect, test } from "vitest";
import {
  noSettings,
  settingsByAccount,
  type AccountSettings,
} from "../../../domain/account/account-settings.ts";

const acme: AccountSettings = { ...noSettings, keywords: ["Voltaris"] };
const other: AccountSettings = { ...noSettings, vipNumbers: ["+442079460958"] };

test("each account has its own settings, and an unknown one none", () => {
  const settingsOf = settingsByAccount(new Map(Object.entries({ acme, other })));
  expect(settingsOf("acme")).toBe(acme);
  expect(settingsOf("other")).toBe(other);
  expect(settingsOf("stranger")).toBe(noSettings);
});

test("what version 0.1 recorded names no account: it is the only one's, or nobody's", () => {
  expect(settingsByAccount(new Map([["acme", acme]]))(undefined)).toBe(acme);
  expect(settingsByAccount(new Map(Object.entries({ acme, other })))(undefined)).toBe(noSettings);
  expect(settingsByAccount(new Map())(undefined)).toBe(noSettings);
});

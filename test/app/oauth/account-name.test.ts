import { expect, test } from "vitest";
import { accountNameFor } from "../../../app/oauth/account-name.ts";
import { accountName } from "../../../domain/account/account-id.ts";

const nobody = (): boolean => false;

test.each([
  ["Roadrunner Ltd", "roadrunner-ltd"],
  ["Café Müller & Co", "cafe-muller-co"],
  ["  -- ", "company-7"],
  ["株式会社", "company-7"],
  ["default", "default-7"],
  ["a".repeat(200), "a".repeat(40)],
  [null, "company-7"],
])("%s is called %s", (name, expected) => {
  const made = accountNameFor({ id: 7, name }, nobody);
  expect(made).toBe(expected);
  expect(made).toMatch(accountName);
});

test("a name that another has gets the company's number, and never the same twice", () => {
  const taken = new Set(["acme"]);
  const next = (id: number | null): string => {
    const made = accountNameFor({ id, name: "Acme" }, (one) => taken.has(one));
    taken.add(made);
    expect(made).toMatch(accountName);
    return made;
  };
  expect([next(7), next(8), next(null), next(null)]).toEqual([
    "acme-7",
    "acme-8",
    "acme-2",
    "acme-3",
  ]);
});

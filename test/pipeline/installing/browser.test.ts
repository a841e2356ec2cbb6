import axe, { type AxeResults } from "axe-core";
import { expect, test } from "vitest";
import { aircallForTest } from "../../support/aircall.ts";
import { browserForTest } from "../../support/oauth/browser.ts";
import { knows, openInstalling } from "../../support/oauth/installing.ts";

test("a person installs in a browser: consent, the page, and on to Aircall's own", async () => {
  const aircall = await aircallForTest();
  await aircall.addCompany({ name: "acme" });
  const { start, url } = await openInstalling(aircall);
  await start(["receiver"]);
  const browser = await browserForTest();
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });

  await page.goto(`${url}/oauth/aircall/install?account=acme`);
  await page.getByRole("radio", { name: /acme/ }).check();
  await page.getByRole("button", { name: "Refuse" }).click();
  await page.getByRole("heading", { name: "Nothing was connected" }).waitFor();
  await page.getByRole("link", { name: "Try again" }).click();
  await page.getByRole("radio", { name: /acme/ }).check();
  await page.getByRole("button", { name: "Allow" }).click();
  await page.getByRole("heading", { name: /is connected$/ }).waitFor();
  expect(await page.locator("body").innerText()).toContain("this account is called acme");
  expect(await knows(url, "acme")).toBe(true);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>("axe.run()");
  expect(violations.map(({ id }) => id)).toEqual([]);

  // The same page once more, as by the reload button.
  await page.reload();
  expect(await page.locator("body").innerText()).toContain("good once");
  await page.goBack();
  await page.goto(`${aircall.url}/oauth/success`);
  expect(complaints.filter((text) => /security policy/i.test(text))).toEqual([]);
});

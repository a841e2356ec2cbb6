import chromium from "@sparticuz/chromium";
import { chromium as playwright, type Browser } from "playwright-core";
import { onTestFinished } from "vitest";

/** A real browser until the test ends: the one of `CHROMIUM_BIN`, or the one that came with `npm ci`. */
export async function browserForTest(): Promise<Browser> {
  const given = process.env["CHROMIUM_BIN"];
  const browser = await playwright.launch({
    executablePath: given ?? (await chromium.executablePath()),
    args: [...chromium.args, "--no-sandbox", "--disable-quic", "--disable-background-networking"],
    headless: true,
  });
  onTestFinished(() => browser.close());
  return browser;
}

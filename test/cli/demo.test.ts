import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { AccountsResult } from "../../cli/commands/demo/printer.ts";
import type { Ending } from "../../cli/commands/demo/watch-voicemail.ts";
import { misfits } from "../support/cli/json-page.ts";
import { startCli } from "../support/pipeline.ts";
import { leftByDemo } from "../support/left-by-demo.ts";

test("the demo, run once, ends with 0 and every voicemail as it should, whatever the environment says", async () => {
  const demo = startCli(["demo", "--once", "--json"], {
    AIRCALL_BASE_URL: "https://api.aircall.io",
    TEMPORAL_ADDRESS: "127.0.0.1:1",
    AIRCALL_API_TOKEN: "not-for-the-demo",
  });
  expect(await demo.exit).toBe(0);
  const endings = demo
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Ending);
  expect(endings.map(({ scenario }) => scenario)).toEqual(leftByDemo(demo.log()));
  expect(endings.flatMap((ending) => misfits("demo", ending))).toEqual([]);
  // A recogniser may hear a name otherwise on another processor; what was made of it stays.
  const shown = readFileSync("README.md", "utf8");
  const [urgent] = endings.filter(({ scenario }) => scenario === "urgent, polite");
  const lines = urgent?.comments[0]?.split("\n") ?? [];
  expect(lines).toHaveLength(5);
  for (const line of lines.toSpliced(2, 1)) expect(shown).toContain(`\n${line}\n`);
  for (const { ok, textMs, comments } of endings) {
    expect(ok).toBe(true);
    expect(textMs).toBeGreaterThan(0);
    expect(comments).toHaveLength(1);
  }
}, 180_000);

test("several companies in one process: one whose key is revoked waits, and holds up no other", async () => {
  const demo = startCli(["demo", "--accounts", "3", "--json"], {});
  expect(await demo.exit).toBe(0);
  const [result] = demo
    .log()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as AccountsResult);
  expect(misfits("demo", result)).toEqual([]);
  expect(result).toMatchObject({
    accounts: 3,
    left: 6,
    delivered: 6,
    doubled: 0,
    revoked: "birch",
  });
}, 180_000);

test.each(["1", "11", "two"])(
  "a demo of %s accounts is refused with what is expected",
  async (count) => {
    const demo = startCli(["demo", "--accounts", count], {});
    expect(await demo.exit).toBe(2);
    expect(demo.log()).toContain("expected a whole number from 2 to 10");
  },
);

import { expect, test } from "vitest";
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
  for (const { ok, textMs, comments } of endings) {
    expect(ok).toBe(true);
    expect(textMs).toBeGreaterThan(0);
    expect(comments).toHaveLength(1);
  }
}, 180_000);

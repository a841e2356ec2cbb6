import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createLocalAnalyzer } from "../../analysis/local-analyzer.ts";
import { openOwnAnalyzer, openOwnEngine } from "../../app/media/own-part.ts";
import { createReporter } from "../../app/media/reporter.ts";
import { findingOf } from "../../bench/growth/work-on-text.ts";
import { EngineUnavailableError } from "../../speech/errors.ts";
import { startCli } from "../support/pipeline.ts";

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "afterbeep-own-"));
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;

/** A file with this code, as `module:<path>`. */
async function module(code: string): Promise<`module:${string}`> {
  const file = join(folder, `own-${files++}.mjs`);
  await writeFile(file, code);
  return `module:${file}`;
}

const engineWith = (body: string): Promise<`module:${string}`> =>
  module(`export default () => ({
    name: "mine", monolingual: false, close: async () => {}, read: async () => { return ${body}; },
  });`);

const samples = new Float32Array(16_000);

test.each([
  ["throws", "throw new Error('no licence');", "no licence"],
  ["exports nothing by default", "export const engine = 1;", "it exports no function by default"],
  ["makes nothing", "export default () => {};", "wrong form"],
  [
    "lacks a method",
    'export default () => ({ name: "mine", monolingual: true, close() {} });',
    "wrong read: a function is expected",
  ],
  [
    "takes a name that is given",
    'export default () => ({ name: "local", monolingual: true, read() {}, close() {} });',
    "another name than aircall, local",
  ],
  [
    "has a name that no comment should show",
    'export default () => ({ name: "a\\nb", monolingual: true, read() {}, close() {} });',
    "its name must be",
  ],
])("a file that %s is named, with the variable and the fault", async (_what, code, fault) => {
  const part = await module(code);
  const opened = openOwnEngine(part);
  await expect(opened).rejects.toThrow(`TRANSCRIBERS: ${part.slice(7)} cannot be used: `);
  await expect(opened).rejects.toThrow(fault);
});

test("what it answers is read like any server's answer", async () => {
  const said = await openOwnEngine(
    await engineWith('{ text: " <|en|> Hello there. ", language: "English" }'),
  );
  expect(await said.read(samples, {})).toEqual({ text: "Hello there.", language: "en" });
});

test.each([
  ["nothing", "undefined"],
  ["no text", "{}"],
  ["a page", '{ text: "<html>Bad gateway</html>", language: null }'],
  ["without end", '{ text: "x".repeat(20_000), language: null }'],
])("an engine that answers %s is unavailable", async (_what, body) => {
  const engine = await openOwnEngine(await engineWith(body));
  await expect(engine.read(samples, {})).rejects.toBeInstanceOf(EngineUnavailableError);
});

test("what it throws is its failure, told by kind alone; its own word of being unavailable is kept", async () => {
  const broken = await openOwnEngine(
    await engineWith('(() => { throw new RangeError("my card is 4111"); })()'),
  );
  const failed = broken.read(samples, {});
  await expect(failed).rejects.toBeInstanceOf(EngineUnavailableError);
  await expect(failed).rejects.toThrow("engine mine failed (RangeError)");
  const busy = await openOwnEngine(
    await engineWith(
      '(() => { throw Object.assign(new Error("it is busy"), { name: "EngineUnavailableError", retryAfterMs: 5000 }); })()',
    ),
  );
  await expect(busy.read(samples, {})).rejects.toMatchObject({
    message: expect.stringContaining("it is busy"),
    retryAfterMs: 5_000,
  });
});

test.each([
  ["throws", "throw new Error('x');"],
  ["answers with half a verdict", "return { urgency: { level: 5, evidence: [] } };"],
])("where an analyzer %s, the local one judges", async (_what, body) => {
  const local = createLocalAnalyzer();
  const part = await module(
    `export default () => ({ name: "mine", analyze: async () => { ${body} } });`,
  );
  const message = {
    text: "The kitchen is on fire.",
    segments: [],
    country: null,
    calledFrom: null,
    contactName: null,
  };
  const analyzer = await openOwnAnalyzer(part, local);
  expect(await analyzer.analyze(message)).toEqual(await local.analyze(message));
});

test("the thread that judges asks it", async () => {
  const own = await module(
    `export default ({ local }) => ({ name: "mine", analyze: async (message, options) => ({
      ...(await local.analyze(message, options)), topic: "as I say", urgency: { level: 4, evidence: [] }, category: "genuine",
    }) });`,
  );
  const reporter = createReporter({ openai: null, own });
  const finding = findingOf("Please call me back about my invoice.");
  const { comment } = await reporter.report(finding, { vipNumbers: [], hours: null });
  expect(comment).toMatch(/^URGENT 4\/5 - as I say/);
});

test("a file that is not there is told before anything starts, with exit code 78", async () => {
  const wrong = startCli(["up"], {
    AIRCALL_API_ID: "id",
    AIRCALL_API_TOKEN: "token",
    AIRCALL_WEBHOOK_TOKEN: "hook",
    TRANSCRIBERS: "module:./nowhere.ts,local",
    ANALYZER: "module:./nowhere.ts",
  });
  expect(await wrong.exit).toBe(78);
  expect(wrong.log()).toMatch(/TRANSCRIBERS is .*not usable; expected/);
  expect(wrong.log()).toContain("module:<a file that is there>");
  expect(wrong.log()).toMatch(/ANALYZER is .*not usable/);
});

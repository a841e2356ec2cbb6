import { execFile } from "node:child_process";
import { createServer } from "node:http";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { createReporter } from "../../app/media/reporter.ts";
import { hostileTexts } from "../../bench/growth/hostile-texts.ts";
import { findingOf } from "../../bench/growth/work-on-text.ts";

const circumstances = { vipNumbers: [], hours: null };
const fire = findingOf("The kitchen is on fire, my card is 4111 1111 1111 1111.");

test("what is found is judged, redacted and put into words in a thread", async () => {
  const { comment, tags } = await createReporter({ openai: null }).report(fire, circumstances);
  expect(comment.split("\n")[0]).toMatch(/^URGENT 5\/5/);
  expect(comment).not.toContain("4111");
  expect(tags).toContain("voicemail:urgent");
});

test("meanwhile the loop turns", async () => {
  const reporter = createReporter({ openai: null });
  await reporter.report(fire, circumstances);
  const texts = ["a letter and digits", "ibans", "pins in words"].map((name) =>
    findingOf(hostileTexts[name]?.(100_000) ?? ""),
  );
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  onTestFinished(() => clearInterval(watch));
  const started = performance.now();
  await Promise.all(texts.map((one) => reporter.report(one, circumstances)));
  expect(longest).toBeLessThan(Math.max(200, (performance.now() - started) / 3));
});

test("who cancels waits no longer, and the thread goes on", async () => {
  const reporter = createReporter({ openai: null });
  const aborter = new AbortController();
  const left = reporter.report(fire, circumstances, { signal: aborter.signal });
  aborter.abort(new Error("enough"));
  await expect(left).rejects.toThrow("enough");
  await expect(reporter.report(fire, circumstances, { signal: aborter.signal })).rejects.toThrow(
    "enough",
  );
  expect((await reporter.report(fire, circumstances)).tags).toContain("voicemail:urgent");
});

test("a thread that does not answer is given up, and the next finding has a new one", async () => {
  const reporter = createReporter({ openai: null, timeoutMs: 1 });
  await expect(reporter.report(fire, circumstances)).rejects.toThrow("too long");
  await expect(reporter.report(fire, circumstances)).rejects.toThrow("too long");
});

test("OpenAI is asked from the thread, and its tokens are told", async () => {
  let asked = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on("end", () => {
      asked++;
      response.writeHead(200, { "content-type": "application/json" }).end(
        JSON.stringify({
          id: "r",
          object: "response",
          status: "completed",
          usage: { input_tokens: 7, output_tokens: 3, total_tokens: 10 },
          output: [],
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const told: object[] = [];
  const reporter = createReporter({
    openai: { apiKey: "k", baseURL: `http://127.0.0.1:${port}/v1`, model: "m" },
    onUsage: (tokens) => void told.push(tokens),
  });
  expect((await reporter.report(fire, circumstances)).tags).toContain("voicemail:urgent");
  expect([asked, told]).toEqual([1, [{ input: 7, output: 3 }]]);
});

test("a process that has nothing else to do ends", async () => {
  const folder = join(import.meta.dirname, "../..");
  const script = `
    const { createReporter } = await import("./app/media/reporter.ts");
    const { findingOf } = await import("./bench/growth/work-on-text.ts");
    const reporter = createReporter({ openai: null });
    const { tags } = await reporter.report(findingOf("The kitchen is on fire."), { vipNumbers: [], hours: null });
    process.stdout.write(tags.join(" "));
  `;
  const { stdout } = await Promise.race([
    promisify(execFile)(process.execPath, ["-e", script], { cwd: folder }),
    sleep(25_000, { stdout: "it did not end" }, { ref: false }),
  ]);
  expect(stdout).toContain("voicemail:urgent");
});

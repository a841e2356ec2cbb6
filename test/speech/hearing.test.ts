import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createToneFinder } from "../../speech/audio/tones.ts";
import { doubtsAbout } from "../../speech/gate.ts";
import { hintsFor } from "../../speech/hints-for.ts";
import { languageCode } from "../../speech/engines/language-code.ts";
import { createModels } from "../../speech/models/models.ts";
import { pullModel } from "../../speech/models/pull-model.ts";
import { resumableDownload } from "../../speech/models/resumable-download.ts";
import { isStrange } from "../../speech/strange-words.ts";
import { composeReport } from "../../report/compose-report.ts";

const rate = 16_000;
const sound = (seconds: number, level: (at: number) => number): Float32Array =>
  Float32Array.from({ length: seconds * rate }, (_, index) => level(index / rate));
const hertz = (frequency: number, at: number): number =>
  0.2 * Math.sin(2 * Math.PI * frequency * at);

test.each([
  ["a beep", (at: number) => (at > 0.5 && at < 1.5 ? hertz(1_400, at) : 0), [[0.5, 1.5]]],
  ["a dial tone", (at: number) => (at > 1 ? hertz(350, at) + hertz(440, at) : 0), [[1, 3]]],
  ["a sliding voice", (at: number) => hertz(200 + 100 * Math.sin(at * 9), at), []],
  ["silence", () => 0, []],
])("of %s the tones are found", (_what, level, expected) => {
  const finder = createToneFinder();
  const samples = sound(3, level);
  for (let at = 0; at < samples.length; at += 777) finder.push(samples.subarray(at, at + 777));
  const found = finder.tones().map(({ start, end }) => [start / rate, end / rate]);
  expect(found).toHaveLength(expected.length);
  for (const [index, [start = 0, end = 0]] of expected.entries()) {
    expect(found[index]?.[0]).toBeCloseTo(start, 1);
    expect(Math.abs((found[index]?.[1] ?? 0) - end)).toBeLessThan(0.1);
  }
});

test("an echo of the keywords is distrusted, one of them alone is not", () => {
  const context = { seconds: 3, speechSeconds: 1, keywords: ["Acme Rockets", "Roadrunner"] };
  expect(doubtsAbout("Acme Rockets, Roadrunner.", context)).toContain("an echo of the keywords");
  expect(doubtsAbout("Roadrunner", context)).toEqual([]);
});

test("a text for half of the speech is distrusted, dictated digits count as the words they are", () => {
  expect(doubtsAbout("Thank you", { seconds: 9, speechSeconds: 8 })).toContain(
    "too few words for the time",
  );
  expect(doubtsAbout("86499557", { seconds: 7, speechSeconds: 6 })).toEqual([]);
});

test.each([
  ["Quel vitu parabylla fets, balyato chiprovocadani.", true],
  ["Doctor Sophie whiskey, ozge blokey fumetti parlo.", true],
  [
    "Hi, this is Siobhan Ni Bhraonain from Ballyvaughan, call me about the colour of the tyres.",
    false,
  ],
  ["Kwik Fit.", false],
  ["Peshnak, W. Lodge, Jezalub, Ozun, Scrizine, Fig.", true],
  ["All our moonsus.", true],
  ["Hello, Siobhan Ni Bhraonain.", false],
])("whether %j is strange: %s", (text, strange) => {
  expect(isStrange(text)).toBe(strange);
});

const settings = { lineLanguages: new Map([[7, ["fr"]]]), keywords: ["Acme"] };

test.each([
  [
    { line: line(7, "GB"), calledFrom: null },
    { languages: ["fr"], certain: true },
  ],
  [
    { line: line(8, "GB"), calledFrom: "+33 1 23 45 67 89" },
    { languages: ["en", "fr"], certain: false },
  ],
  [
    { line: line(8, "US"), calledFrom: "garbage" },
    { languages: ["en"], certain: false },
  ],
  [
    { line: null, calledFrom: null },
    { languages: [], certain: false },
  ],
])("hints for %j", (heard, expected) => {
  expect(hintsFor(heard, settings)).toMatchObject(expected);
});

function line(id: number, country: string) {
  return { id, name: "Support", country, timeZone: null };
}

test.each([
  ["en-US", "en"],
  ["English", "en"],
  ["german", "de"],
  ["klingon", null],
  [null, null],
])("%s is language %s", (told, code) => {
  expect(languageCode(told)).toBe(code);
});

async function folder(): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), "afterbeep-models-"));
  onTestFinished(() => rm(made, { recursive: true, force: true }));
  return made;
}

test("models: the best one installed is used, unless another one is chosen; a folder without a model is refused", async () => {
  const models = createModels(join(await folder(), "models"));
  expect([models.installed(), models.chosen(), models.chosenDir()]).toEqual([[], "tiny", null]);
  const source = join(await folder(), "moonshine-base-en");
  await mkdir(source);
  const pull = () => pullModel(models, source, { onProgress: () => {} });
  await expect(pull()).rejects.toThrow("tokens.txt");
  expect(models.installed()).toEqual([]);
  for (const file of ["encoder.onnx", "decoder_model_merged.onnx", "tokens.txt"]) {
    await writeFile(join(source, file), "");
  }
  expect(await pull()).toBe("moonshine-base-en");
  expect(models.chosen()).toBe("moonshine-base-en");
  await models.use("tiny");
  expect([models.chosen(), models.chosenDir()]).toEqual(["tiny", null]);
  await expect(models.use("large")).rejects.toThrow("installed: tiny, moonshine-base-en");
});

test("a download that broke off goes on where it ended", async () => {
  const content = Buffer.from("0123456789".repeat(1_000));
  const ranges: (string | undefined)[] = [];
  let breakOff = (): void => {};
  const server = createServer((request, response) => {
    ranges.push(request.headers.range);
    const from = Number(/\d+/.exec(request.headers.range ?? "0")?.[0]);
    response.writeHead(from > 0 ? 206 : 200, { "content-length": content.length - from });
    if (from > 0) response.end(content.subarray(from));
    else {
      response.write(content.subarray(0, 4_000));
      breakOff = () => response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as { port: number }).port}/model`;
  const file = join(await folder(), "model");
  const first = resumableDownload(url, file, (bytes) => {
    if (bytes === 4_000) breakOff();
  });
  await expect(first).rejects.toThrow("4000 of 10000 bytes");
  await resumableDownload(url, file, () => {});
  expect(await readFile(file)).toEqual(content);
  expect(ranges).toEqual([undefined, "bytes=4000-"]);
});

test("in the comment a distrusted passage is marked", () => {
  const segments = [
    { start: 0, end: 5, text: "Please call me back." },
    { start: 6, end: 9, text: "Best vodka.", doubts: ["repetition"] },
  ];
  const transcript = {
    text: "Please call me back. Best vodka.",
    segments,
    language: "en",
    engine: "local",
    confidence: "low",
    doubts: ["repetition"],
  } as const;
  const { comment } = composeReport(
    {
      outcome: "doubtful",
      hearing: { durationSeconds: 9, speechSeconds: 7, transcript },
      reason: null,
      call: {
        callId: 1,
        listenUrl: "https://a.example/1",
        calledFrom: null,
        contactName: null,
        line: null,
      },
      marker: "afterbeep:1",
    },
    { status: "unclassified", reason: "the text is doubtful" },
  );
  expect(comment).toContain("Please call me back. [unsure: Best vodka.]");
});

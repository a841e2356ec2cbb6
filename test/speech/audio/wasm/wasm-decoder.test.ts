import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, onTestFinished, test } from "vitest";
import { RecordingUnreadableError } from "../../../../domain/voicemail/recording-unreadable-error.ts";
import { decodeWithWasm } from "../../../../speech/audio/wasm/wasm-decoder.ts";
import { toWav } from "../../../../speech/audio/wav.ts";
import { createLocalEngine } from "../../../../speech/engines/local-engine.ts";
import { createTranscriber } from "../../../../speech/transcriber.ts";
import { createVoiceActivity } from "../../../../speech/voice-activity.ts";
import { sample } from "../../../support/aircall.ts";

const transcriber = createTranscriber({
  engines: [createLocalEngine({ modelDir: null })],
  decoder: { name: "WASM", decode: decodeWithWasm },
  voiceActivity: createVoiceActivity(),
});
afterAll(() => transcriber.close());

const mp3 = await readFile(sample("outage.mp3").path);

async function speech(): Promise<Float32Array> {
  const parts: number[] = [];
  for await (const part of decodeWithWasm(sample("outage.mp3").path)) parts.push(...part);
  return Float32Array.from(parts);
}

/** A wav of two channels. */
async function stereo(left: number, right: number): Promise<Buffer> {
  const mono = await speech();
  const both = new Float32Array(mono.length * 2);
  for (const [index, level] of mono.entries()) {
    both[index * 2] = level * left;
    both[index * 2 + 1] = level * right;
  }
  const wav = toWav(both);
  wav.writeUInt16LE(2, 22);
  wav.writeUInt32LE(64_000, 28);
  wav.writeUInt16LE(4, 32);
  return wav;
}

async function wavWith(change: (wav: Buffer) => void): Promise<Buffer> {
  const wav = toWav(await speech());
  change(wav);
  return wav;
}

function scrambled(bytes: Buffer): Buffer {
  const copy = Buffer.from(bytes);
  for (let at = 9_000; at < 15_000; at++) copy[at] = (at * 7_919) % 256;
  return copy;
}

const box = (type: string, content: Buffer | string): Buffer => {
  const body = Buffer.from(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length, 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
};

const whole = /website is down/i;

test.each<[string, () => Promise<Buffer> | Buffer, RegExp | null]>([
  ["a file that broke off", () => mp3.subarray(0, mp3.length * 0.6), whole],
  ["a file with rubbish in its middle", () => scrambled(mp3), /./],
  ["a dead side", () => stereo(1, 0), whole],
  ["sides that cancel out", () => stereo(1, -1), whole],
  ["clipping", async () => toWav((await speech()).map((level) => level * 12)), /nobody can/i],
  [
    "a header that promises four gigabytes",
    () => wavWith((wav) => wav.writeUInt32LE(0xff_ff_ff_ff, 40)),
    whole,
  ],
  ["a header that promises nothing", () => wavWith((wav) => wav.writeUInt32LE(0, 40)), null],
])("%s", async (_what, content, expected) => {
  const hearing = await hear(await content()).catch((error: unknown) => error);
  if (expected === null && hearing instanceof RecordingUnreadableError) return;
  expect(hearing).not.toBeInstanceOf(Error);
  const { transcript } = hearing as Awaited<ReturnType<typeof hear>>;
  expect(transcript?.text ?? "").toMatch(expected ?? /^/);
});

test.each<[string, () => Promise<Buffer> | Buffer]>([
  ["an empty file", () => Buffer.alloc(0)],
  ["two bytes", () => Buffer.from("ID")],
  ["rubbish", () => Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7_919) % 256))],
  [
    "a zip with an mp3 in it",
    () => Buffer.concat([Buffer.from("PK\u0003\u0004voicemail.mp3"), mp3]),
  ],
  ["a playlist that names other files", () => Buffer.from("#EXTM3U\nfile:///etc/passwd\n")],
  [
    "a song that may not be copied",
    () => Buffer.concat([box("ftyp", "M4P mp42isom"), box("moov", "drms"), box("mdat", mp3)]),
  ],
  [
    "a video",
    () => Buffer.concat([box("ftyp", "isommp42avc1"), box("mdat", Buffer.alloc(9_000, 7))]),
  ],
  ["a web page", () => Buffer.from("<!doctype html><title>403</title>")],
  ["a wav of no channels", () => wavWith((wav) => wav.writeUInt16LE(0, 22))],
  ["a wav of no rate", () => wavWith((wav) => wav.writeUInt32LE(0, 24))],
  ["the first bytes of an mp3", () => mp3.subarray(0, 100)],
])("%s is unreadable", async (_what, content) => {
  await expect(hear(await content())).rejects.toBeInstanceOf(RecordingUnreadableError);
});

test("a fifth of a second is empty, as measured", async () => {
  const { transcript, durationSeconds } = await hear(toWav((await speech()).slice(0, 3_200)));
  expect(transcript).toBeNull();
  expect(durationSeconds).toBeCloseTo(0.2);
});

async function hear(content: Buffer): ReturnType<typeof transcriber.hear> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-bad-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "recording"), content);
  try {
    return await transcriber.hear(join(folder, "recording"));
  } finally {
    // Nothing is left beside it.
    expect(await readdir(folder)).toEqual(["recording"]);
  }
}

// cspell:words hdlr isom mdat mdia minf moov soun stbl stco stsd stsz trak
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { RecordingUnreadableError } from "../../domain/voicemail/recording-unreadable-error.ts";
import { createDecoder } from "../../speech/audio/decoder.ts";
import { proveAudio } from "../../speech/audio/prove-audio.ts";
import { decodeWithWasm } from "../../speech/audio/wasm/wasm-decoder.ts";
import { toWav } from "../../speech/audio/wav.ts";

/*
 * What a hostile storage may send where no ffmpeg is: a caller cannot choose the file.
 */

const wasm = { name: "WASM", decode: decodeWithWasm };

async function fileOf(content: Uint8Array, name = "recording"): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-hostile-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, name), content);
  return join(folder, name);
}

interface Attacked {
  readonly ended: unknown;
  /** How long the thread that beats hearts and answers webhooks was at it without a pause: CPU time. */
  readonly heldMs: number;
  readonly grewMb: number;
}

async function attack(content: Uint8Array): Promise<Attacked> {
  const file = await fileOf(content);
  const before = process.memoryUsage.rss();
  let peak = before;
  let heldMs = 0;
  let worked = process.threadCpuUsage();
  const look = (): void => {
    const { user, system } = process.threadCpuUsage(worked);
    heldMs = Math.max(heldMs, (user + system) / 1_000);
    worked = process.threadCpuUsage();
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const watch = setInterval(look, 5);
  const ended: unknown = await proveAudio(wasm, file).catch((error: unknown) => error);
  look();
  clearInterval(watch);
  return { ended, heldMs, grewMb: (peak - before) / 2 ** 20 };
}

/** Some seconds of a tone. */
function tone(samples: number): Float32Array {
  return Float32Array.from({ length: samples }, (_, at) => Math.sin(at / 5) / 2);
}

function wavWith(samples: number, change: (wav: Buffer) => void): Buffer {
  const wav = toWav(tone(samples));
  change(wav);
  return wav;
}

/** A FLAC of constant frames: a few bytes are four seconds of silence each. */
function flacOfSilence(frames: number): Buffer {
  const blockSize = 65_535;
  const head = Buffer.alloc(42);
  head.write("fLaC", 0, "latin1");
  head.writeUInt32BE(0x80_00_00_22, 4);
  head.writeUInt16BE(blockSize, 8);
  head.writeUInt16BE(blockSize, 10);
  // 16,000 a second, one channel, 16 bits, no number of samples.
  head.writeUInt32BE((16_000 << 12) | (0 << 9) | (15 << 4), 18);
  const made = Array.from({ length: frames }, (_, number) => {
    const header = Buffer.concat([
      // Block size in 16 bits behind, 16 kHz, mono, 16 bits.
      Buffer.from([0xff, 0xf8, 0x75, 0x08]),
      codedNumber(number),
      Buffer.from([(blockSize - 1) >> 8, (blockSize - 1) & 0xff]),
    ]);
    const frame = Buffer.concat([header, Buffer.from([crc8(header), 0, 0, 0])]);
    const checked = Buffer.alloc(2);
    checked.writeUInt16BE(crc16(frame), 0);
    return Buffer.concat([frame, checked]);
  });
  return Buffer.concat([head, ...made]);
}

/** As FLAC writes numbers of frames. */
function codedNumber(number: number): Buffer {
  if (number < 0x80) return Buffer.from([number]);
  if (number < 0x8_00) return Buffer.from([0xc0 | (number >> 6), 0x80 | (number & 0x3f)]);
  return Buffer.from([
    0xe0 | (number >> 12),
    0x80 | ((number >> 6) & 0x3f),
    0x80 | (number & 0x3f),
  ]);
}

function crc8(bytes: Uint8Array): number {
  return crc(bytes, 8, 0x07);
}

function crc16(bytes: Uint8Array): number {
  return crc(bytes, 16, 0x80_05);
}

function crc(bytes: Uint8Array, bits: number, polynomial: number): number {
  let value = 0;
  for (const byte of bytes) {
    value ^= byte << (bits - 8);
    for (let bit = 0; bit < 8; bit++) {
      const top = value & (1 << (bits - 1));
      value = ((value << 1) ^ (top ? polynomial : 0)) & ((1 << bits) - 1);
    }
  }
  return value;
}

const box = (type: string, ...content: readonly Buffer[]): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + content.reduce((sum, { length }) => sum + length, 0), 0);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, ...content]);
};

const numbers = (...values: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32BE(value, index * 4);
  return bytes;
};

/** An m4a whose table speaks of four billion samples, in a few bytes. */
function m4aOfBillions(): Buffer {
  const entry = Buffer.alloc(36);
  entry.writeUInt32BE(36, 0);
  entry.write("mp4a", 4, "latin1");
  entry.writeUInt16BE(1, 24);
  entry.writeUInt16BE(16_000, 32);
  const table = box(
    "stbl",
    box("stsd", numbers(0, 1), entry),
    box("stsz", numbers(0, 1, 0xff_ff_ff_fe)),
    box("stco", numbers(0, 1, 100)),
  );
  const handler = box("hdlr", numbers(0, 0), Buffer.from("soun"), numbers(0, 0, 0));
  const track = box("trak", box("mdia", handler, box("minf", table)));
  return Buffer.concat([
    box("ftyp", Buffer.from("M4A isom")),
    box("moov", track),
    box("mdat", Buffer.alloc(9_000)),
  ]);
}

const rate = (perSecond: number) => (wav: Buffer) => wav.writeUInt32LE(perSecond, 24);

test.each<[string, () => Buffer, RegExp]>([
  ["20 kB at 1 Hz", () => wavWith(10_000, rate(1)), /1 samples a second/],
  ["200 kB at four billion Hz", () => wavWith(100_000, rate(0xff_ff_ff_ff)), /samples a second/],
  ["at 100 MHz", () => wavWith(100_000, rate(100_000_000)), /samples a second/],
  [
    "of 1,000 channels",
    () =>
      wavWith(100_000, (wav) => {
        wav.writeUInt16LE(1_000, 22);
        wav.writeUInt16LE(2_000, 32);
      }),
    /1000 channels/,
  ],
  [
    "an m4a of four billion samples",
    m4aOfBillions,
    /more memory or time than it may|does not decode/,
  ],
])("a recording %s is refused at once, and holds up nobody", async (_what, content, reason) => {
  const { ended, heldMs, grewMb } = await attack(content());
  expect(ended).toBeInstanceOf(RecordingUnreadableError);
  expect((ended as Error).message).toMatch(reason);
  expect(heldMs).toBeLessThan(1_000);
  expect(grewMb).toBeLessThan(600);
});

test("days of silence in half a megabyte are cut at four hours, and hold up nobody", async () => {
  const { ended, heldMs, grewMb } = await attack(flacOfSilence(44_000));
  expect(ended).toEqual({ format: "flac", durationSeconds: 15_000 });
  // A gigabyte of samples is read and looked through, in pieces of 64 kB.
  expect(heldMs).toBeLessThan(1_000);
  expect(grewMb).toBeLessThan(600);
});

test.each([1, 2, 3])("a recording of %i bytes is unreadable, in words", async (bytes) => {
  for (const start of ["\u001aEß", "ID3", "RIF", "ÿû\u0090"]) {
    const file = await fileOf(Buffer.from(start, "latin1").subarray(0, bytes));
    const ended: unknown = await proveAudio(wasm, file).catch((error: unknown) => error);
    expect(ended).toBeInstanceOf(RecordingUnreadableError);
    expect((ended as Error).message).not.toMatch(/buffer bounds/);
  }
});

/** A WAV of 32-bit floats. */
function floats(samples: Float32Array): Buffer {
  const head = toWav(new Float32Array());
  head.writeUInt16LE(3, 20);
  head.writeUInt32LE(64_000, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(32, 34);
  head.writeUInt32LE(samples.byteLength, 40);
  head.writeUInt32LE(36 + samples.byteLength, 4);
  return Buffer.concat([head, new Uint8Array(samples.buffer)]);
}

test.each<[string, number]>([
  ["NaN", Number.NaN],
  ["infinity", Number.POSITIVE_INFINITY],
  ["ten to the thirtieth", 1e30],
])("a recording of %s is unreadable, not empty, by every decoder", async (_what, value) => {
  const file = await fileOf(floats(new Float32Array(48_000).fill(value)));
  for (const decoder of [wasm, await createDecoder(whatIsHere)]) {
    await expect(proveAudio(decoder, file), decoder.name).rejects.toThrow(/no numbers/);
  }
});

test("a few samples that are no numbers are silence, and the rest is heard", async () => {
  const samples = tone(48_000);
  samples.fill(Number.NaN, 100, 200);
  const heard: number[] = [];
  for await (const part of decodeWithWasm(await fileOf(floats(samples)))) heard.push(...part);
  expect(heard).toHaveLength(48_000);
  expect(heard.every((sample) => Math.abs(sample) <= 1)).toBe(true);
  expect(heard.slice(100, 200).every((sample) => sample === 0)).toBe(true);
  expect(heard[1_000]).toBeCloseTo(samples[1_000] ?? 0);
});

/** An ffmpeg of this machine, where there is one. */
const whatIsHere = { ffmpegBin: null, searchPath: process.env["PATH"] ?? "" };

test("a reader that stops leaves no process behind", async () => {
  const module = new URL("../../speech/audio/wasm/wasm-decoder.ts", import.meta.url).href;
  const file = await fileOf(toWav(tone(160_000)));
  const script = await fileOf(
    Buffer.from(`
      import { decodeWithWasm } from ${JSON.stringify(module)};
      for await (const part of decodeWithWasm(${JSON.stringify(file)})) { console.log(part.length > 0); break; }
    `),
    "reader.mjs",
  );
  const said = execFileSync(process.execPath, [script], { encoding: "utf8", timeout: 60_000 });
  expect(said.trim()).toBe("true");
});

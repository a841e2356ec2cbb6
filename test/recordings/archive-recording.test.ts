import { createServer } from "node:http";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseAllowedHosts } from "../../recordings/allowed-hosts.ts";
import { createRecordingArchive } from "../../recordings/archive-recording.ts";
import { defaultBounds } from "../../recordings/download.ts";
import { createRecordingStore } from "../../recordings/recording-store.ts";
import { createDecoder } from "../../speech/audio/decoder.ts";
import { ffmpegArguments } from "../../speech/audio/ffmpeg.ts";
import { mixDown } from "../../speech/audio/mix.ts";
import { proveAudio } from "../../speech/audio/prove-audio.ts";
import { createResampler } from "../../speech/audio/resample.ts";
import { decodeWithWasm } from "../../speech/audio/wasm-decoder.ts";
import { sample } from "../support/aircall.ts";

interface Answer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
  /** Hangs up without the rest. */
  readonly cut?: boolean;
}

async function archiveFrom(answer: Answer, hosts = ["127.0.0.1"], bounds = defaultBounds) {
  const seen: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization);
    response.writeHead(answer.status ?? 200, answer.headers);
    if (answer.cut === true) {
      // When what there is has left.
      response.write(answer.body ?? "", () => response.destroy());
    } else response.end(answer.body ?? "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as { port: number };
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-archive-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const archive = createRecordingArchive({
    store: createRecordingStore(folder),
    hosts: parseAllowedHosts(hosts),
    prove: (path, options) => proveAudio({ name: "WASM", decode: decodeWithWasm }, path, options),
    bounds,
  });
  return {
    folder,
    seen,
    fetch: (url = `http://127.0.0.1:${port}/a?X-Amz-Signature=hush`) =>
      archive.archive({ account: "default", callId: 812, url }, {}),
  };
}

const mp3 = await readFile(sample("human-cards.mp3").path);

test("a recording is stored when it is proved, without any credential", async () => {
  const archive = await archiveFrom({ body: mp3 });
  const archived = await archive.fetch();
  expect(archived).toMatchObject({ recording: "default/812", format: "mp3", bytes: mp3.length });
  expect(archived.durationSeconds).toBeCloseTo(5, 0);
  expect(await readdir(join(archive.folder, "default"))).toEqual(["812"]);
  expect(archive.seen).toEqual([undefined]);
});

test.each<[string, Answer, string]>([
  ["a web page", { body: "<html></html>" }, "RecordingUnreadableError"],
  ["nothing", { body: "" }, "RecordingUnreadableError"],
  ["209 blanks", { body: Buffer.alloc(209, 0x20) }, "RecordingUnreadableError"],
  [
    "a zip",
    { body: Buffer.concat([Buffer.from("PK\u0003\u0004"), mp3]) },
    "RecordingUnreadableError",
  ],
  ["a playlist", { body: "#EXTM3U\nfile:///etc/passwd\n" }, "RecordingUnreadableError"],
  [
    "an mp3 of noise",
    { body: Buffer.concat([Buffer.from("ID3"), Buffer.alloc(5_000, 0x55)]) },
    "RecordingUnreadableError",
  ],
  ["an expired link", { status: 403, body: "<Error/>" }, "RecordingExpiredError"],
  ["a failing storage", { status: 503 }, "RecordingUnavailableError"],
  ["an absent key", { status: 404 }, "RecordingUnavailableError"],
  [
    "less than was promised",
    { headers: { "content-length": "99999" }, body: mp3.subarray(0, 999), cut: true },
    "RecordingUnavailableError",
  ],
  [
    "a redirect to the cloud's metadata",
    { status: 302, headers: { location: "http://169.254.169.254/" } },
    "RecordingUnreadableError",
  ],
  [
    "a redirect to a file",
    { status: 302, headers: { location: "file:///etc/passwd" } },
    "RecordingUnreadableError",
  ],
])("%s is told apart and leaves nothing behind", async (_what, answer, name) => {
  const archive = await archiveFrom(answer);
  const error: unknown = await archive.fetch().catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name });
  expect(String(error)).not.toMatch(/hush|127\.0\.0\.1|passwd/);
  expect(await readdir(join(archive.folder, "default"))).toEqual([]);
});

test("what is too large is not read to its end", async () => {
  const bounds = { ...defaultBounds, maxBytes: 1_000 };
  const promised = await archiveFrom({ body: mp3 }, ["127.0.0.1"], bounds);
  await expect(promised.fetch()).rejects.toThrow(/larger than/);
  const streamed = await archiveFrom(
    { body: mp3, headers: { "transfer-encoding": "chunked" } },
    ["127.0.0.1"],
    bounds,
  );
  await expect(streamed.fetch()).rejects.toThrow(/larger than/);
});

test("a host that is not listed is not reached, nor a private address behind a listed name", async () => {
  const unlisted = await archiveFrom({ body: mp3 }, ["*.amazonaws.com"]);
  await expect(unlisted.fetch()).rejects.toThrow(/RECORDING_HOSTS/);
  expect(unlisted.seen).toEqual([]);
  // `localhost` resolves to a loopback address: listed by suffix it is a name like any other.
  const named = await archiveFrom({ body: mp3 }, ["*.localhost"]);
  await expect(named.fetch("https://bucket.localhost/a")).rejects.toThrow(
    /private address|cannot be fetched/,
  );
});

test("hosts are https, and inner addresses only when listed literally", () => {
  const refusal = (hosts: string, url: string) =>
    parseAllowedHosts(hosts.split(",")).refusal(new URL(url));
  expect(refusal("*.amazonaws.com", "https://b.s3.eu-west-1.amazonaws.com/a")).toBeNull();
  expect(refusal("*.amazonaws.com", "http://b.s3.amazonaws.com/a")).toBe("it is not https");
  expect(refusal("*.amazonaws.com", "https://amazonaws.com.evil.example/a")).not.toBeNull();
  expect(refusal("*.amazonaws.com", "https://evilamazonaws.com/a")).not.toBeNull();
  expect(refusal("127.0.0.1", "http://127.0.0.1:9000/a")).toBeNull();
  expect(refusal("localhost", "http://localhost:9000/a")).toBeNull();
  expect(refusal("[::1]", "http://[::1]:9000/a")).toBeNull();
  expect(refusal("127.0.0.1", "http://127.0.0.2/a")).not.toBeNull();
  expect(refusal("media.example", "http://media.example/a")).toBe("it is not https");
  const hosts = parseAllowedHosts(["*.example", "10.0.0.5"]);
  for (const inner of [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.1",
    "169.254.169.254",
    "::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "100.64.0.1",
  ]) {
    expect(hosts.permitsAddress("a.example", inner), inner).toBe(false);
  }
  expect(hosts.permitsAddress("10.0.0.5", "10.0.0.5")).toBe(true);
  expect(hosts.permitsAddress("a.example", "93.184.216.34")).toBe(true);
});

test("a key of the store leads nowhere else", () => {
  const store = createRecordingStore("/data/recordings");
  expect(store.pathFor(store.keyFor("default", 812))).toBe("/data/recordings/default/812");
  expect(store.keyFor("../evil", 812)).toMatch(/^[0-9a-f]{16}\/812$/);
  for (const key of ["../x", "a/../b", "/etc/passwd", "a/b/c"])
    expect(() => store.pathFor(key)).toThrow();
});

test("old recordings go, young ones stay", async () => {
  const archive = await archiveFrom({ body: mp3 });
  await archive.fetch();
  const store = createRecordingStore(archive.folder);
  await store.removeOlderThan(60_000);
  expect(await store.has("default/812")).toBe(true);
  await store.removeOlderThan(-1);
  expect(await store.has("default/812")).toBe(false);
});

test("channels that cancel each other out keep their speech, a dead side costs nothing but loudness", () => {
  const left = Float32Array.from({ length: 1_000 }, (_, index) => Math.sin(index / 5));
  const energy = (samples: Float32Array) => samples.reduce((sum, one) => sum + one * one, 0);
  expect(energy(mixDown([left, left.map((one) => -one)]))).toBeGreaterThan(energy(left) / 2);
  expect(energy(mixDown([left, new Float32Array(1_000)]))).toBeGreaterThan(energy(left) / 8);
  expect(mixDown([left])).toBe(left);
});

test.each([8_000, 11_025, 22_050, 44_100, 48_000])(
  "a tone of 1 kHz at %i Hz keeps its pitch and level at 16 kHz",
  (rate) => {
    const resampler = createResampler(rate);
    const tone = Float32Array.from({ length: rate }, (_, index) =>
      Math.sin((2 * Math.PI * 1_000 * index) / rate),
    );
    const parts = [
      resampler.push(tone.subarray(0, 777)),
      resampler.push(tone.subarray(777)),
      resampler.flush(),
    ];
    const out = Float32Array.from(parts.flatMap((part) => [...part]));
    expect(out.length).toBeGreaterThan(15_900);
    const middle = out.subarray(4_000, 12_000);
    let crossings = 0;
    for (let index = 1; index < middle.length; index++) {
      if ((middle[index - 1] ?? 0) < 0 && (middle[index] ?? 0) >= 0) crossings++;
    }
    expect(Math.abs(crossings - 500)).toBeLessThanOrEqual(1);
    expect(Math.max(...middle)).toBeCloseTo(1, 1);
  },
);

test("an alias above the new limit is gone", () => {
  const resampler = createResampler(48_000);
  const tone = Float32Array.from({ length: 48_000 }, (_, index) =>
    Math.sin((2 * Math.PI * 11_000 * index) / 48_000),
  );
  expect(Math.max(...resampler.push(tone).subarray(2_000, 14_000))).toBeLessThan(0.02);
});

test("the decoder is FFMPEG_BIN or an error, then PATH, then WASM", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-ffmpeg-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const { chmod, writeFile } = await import("node:fs/promises");
  await writeFile(join(folder, "ffmpeg"), "#!/bin/sh\necho 'ffmpeg version 7.0 Copyright'\n");
  await chmod(join(folder, "ffmpeg"), 0o755);
  expect((await createDecoder({ ffmpegBin: join(folder, "ffmpeg"), searchPath: "" })).name).toBe(
    "ffmpeg 7.0 (FFMPEG_BIN)",
  );
  expect((await createDecoder({ ffmpegBin: null, searchPath: folder })).name).toBe(
    "ffmpeg 7.0 (PATH)",
  );
  expect((await createDecoder({ ffmpegBin: null, searchPath: "" })).name).toMatch(
    /WASM|ffmpeg-static/,
  );
  await expect(createDecoder({ ffmpegBin: join(folder, "none"), searchPath: "" })).rejects.toThrow(
    /FFMPEG_BIN/,
  );
});

test("ffmpeg is told the format and may open nothing but the file", () => {
  const args = ffmpegArguments("/data/recordings/default/812", "mp3").join(" ");
  expect(args).toContain("-nostdin");
  expect(args).toContain("-protocol_whitelist file,pipe");
  expect(args).toContain("-f mp3 -i file:/data/recordings/default/812");
});

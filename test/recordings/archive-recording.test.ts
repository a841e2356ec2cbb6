import { createServer } from "node:http";
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { parseAllowedHosts } from "../../recordings/allowed-hosts.ts";
import { createRecordingArchive } from "../../recordings/archive-recording.ts";
import { defaultBounds } from "../../recordings/download.ts";
import { createRecordingStore } from "../../recordings/recording-store.ts";
import { proveAudio } from "../../speech/audio/prove-audio.ts";
import { decodeWithWasm } from "../../speech/audio/wasm/wasm-decoder.ts";
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

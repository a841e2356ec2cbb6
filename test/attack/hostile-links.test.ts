import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, onTestFinished, test } from "vitest";
import { listenUrlFrom } from "../../aircall/listen-url.ts";
import { parseAllowedHosts } from "../../recordings/allowed-hosts.ts";
import { createDownloader } from "../../recordings/download.ts";

const bounds = { maxBytes: 100_000, idleMs: 300, totalMs: 2_000 };

async function target(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-links-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return join(folder, "recording");
}

/** A storage, and what was asked of it. */
async function storage(listener: RequestListener): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization ?? "nobody"}`);
    listener(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

async function fetched(link: string, hosts = ["127.0.0.1"]): Promise<unknown> {
  const { download } = createDownloader(parseAllowedHosts(hosts), bounds);
  return download(link, await target(), {}).catch((error: unknown) => error);
}

test.each([
  "http://127.0.0.1:1/a",
  "https://2130706433/a",
  "https://0x7f.1/a",
  "https://0177.0.0.1/a",
  "https://127.1/a",
  "https://[::1]/a",
  "https://[::ffff:127.0.0.1]/a",
  "https://[::127.0.0.1]/a",
  "https://[64:ff9b::7f00:1]/a",
  "https://[64:ff9b:1::7f00:1]/a",
  "https://[2002:7f00:1::]/a",
  "https://[fec0::1]/a",
  "https://169.254.169.254/latest/meta-data",
  "https://[fd00:ec2::254]/latest/meta-data",
  "https://storage.example@127.0.0.1/a",
  "https://127.0.0.1#@storage.example/a",
  "https://storage.example.evil.example/a",
  "https://evilstorage.example/a",
  "file:///etc/passwd",
  "ftp://storage.example/a",
  "data:audio/mpeg;base64,SUQz",
  "not a link",
])("%s is not fetched for a storage elsewhere", async (link) => {
  const ended = await fetched(link, ["*.storage.example", "storage.example"]);
  expect(ended).toBeInstanceOf(Error);
  expect((ended as Error).name).toBe("RecordingUnreadableError");
});

test.each([
  ["::127.0.0.1", false],
  ["64:ff9b:1::a00:1", false],
  ["2002:a00:1::1", false],
  ["2001:0:1::1", false],
  ["fec0::1", false],
  ["100::1", false],
  ["::ffff:10.0.0.1", false],
  ["2606:4700::1", true],
  ["2a00:1450::1", true],
  ["52.95.1.1", true],
])("a name that resolves to %s: %s", (address, permitted) => {
  const hosts = parseAllowedHosts(["*.amazonaws.com"]);
  expect(hosts.permitsAddress("b.s3.amazonaws.com", address)).toBe(permitted);
});

test("any host below a name serves on https's own port; a host that is listed by name on every one", () => {
  const { refusal } = parseAllowedHosts(["*.amazonaws.com", "storage.example"]);
  expect(refusal(new URL("https://b.s3.amazonaws.com/a"))).toBeNull();
  expect(refusal(new URL("https://b.s3.amazonaws.com:443/a"))).toBeNull();
  expect(refusal(new URL("https://b.s3.amazonaws.com:8443/a"))).toMatch(/another port/);
  expect(refusal(new URL("https://b.s3.amazonaws.com:22/a"))).toMatch(/another port/);
  expect(refusal(new URL("https://storage.example:8443/a"))).toBeNull();
});

test("redirects are followed three times at most, never to a host that is not listed, and nobody is told who asks", async () => {
  const other = await storage((_request, response) => response.end("ID3"));
  const { url, asked } = await storage(({ url: path = "" }, response) => {
    const to = path === "/away" ? other.url.replace("127.0.0.1", "127.0.0.2") : "/loop";
    response.writeHead(302, { location: to }).end();
  });
  expect(String(await fetched(`${url.replace("//", "//name:password@")}/loop`))).toContain(
    "from place to place",
  );
  expect(asked.length).toBeLessThanOrEqual(4);
  expect(asked.every((one) => one.endsWith(" nobody"))).toBe(true);
  expect(String(await fetched(`${url}/away`))).toContain("not in RECORDING_HOSTS");
  expect(other.asked).toEqual([]);
});

test("bodies without end, that drip, or that grow as they are unpacked are bounded", async () => {
  const { url } = await storage(({ url: path = "" }, response) => {
    if (path === "/bomb") {
      response.writeHead(200, { "content-encoding": "gzip" });
      return response.end(gzipSync(Buffer.alloc(10_000_000)));
    }
    const piece = path === "/drip" ? "x" : "x".repeat(10_000);
    const timer = setInterval(() => response.write(piece), path === "/drip" ? 100 : 1);
    response.once("close", () => clearInterval(timer));
    return undefined;
  });
  expect(String(await fetched(`${url}/endless`))).toContain("larger than");
  expect((await fetched(`${url}/drip`)) as Error).toMatchObject({
    name: "RecordingUnavailableError",
  });
  // It is not unpacked: what arrives is what was sent.
  expect(await fetched(`${url}/bomb`)).toBe(gzipSync(Buffer.alloc(10_000_000)).length);
});

test.each<[string | null | undefined, boolean]>([
  ["https://assets.aircall.io/calls/812/voicemail", true],
  [undefined, false],
  [null, false],
  ["", false],
  ["http://assets.aircall.io/calls/812/voicemail", false],
  ["javascript:alert(1)", false],
  ["https://x.example/a\nafterbeep:813", false],
  ["https://x.example/a b", false],
  ["https://x.example/\u2028afterbeep:813", false],
  ["https://x.example/\u202e", false],
  [`https://x.example/${"a".repeat(600)}`, false],
])("%j stands in a comment as it is: %s", (asset, taken) => {
  const link = listenUrlFrom(asset, 812);
  expect(link).toBe(taken ? asset : "https://assets.aircall.io/calls/812/voicemail");
});

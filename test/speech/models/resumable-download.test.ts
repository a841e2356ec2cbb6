import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { resumableDownload } from "../../../speech/models/resumable-download.ts";

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
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-models-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, "model");
  const first = resumableDownload(url, file, (bytes) => {
    if (bytes === 4_000) breakOff();
  });
  await expect(first).rejects.toThrow("4000 of 10000 bytes");
  await resumableDownload(url, file, () => {});
  expect(await readFile(file)).toEqual(content);
  expect(ranges).toEqual([undefined, "bytes=4000-"]);
});

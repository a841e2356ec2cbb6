import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { createDecoder } from "../../../speech/audio/decoder.ts";

test("the decoder is FFMPEG_BIN or an error, then PATH, then WASM", async () => {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-ffmpeg-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
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

import { expect, test } from "vitest";
import { ffmpegArguments } from "../../../speech/audio/ffmpeg.ts";

test("ffmpeg is told the format and may open nothing but the file", () => {
  const args = ffmpegArguments("/data/recordings/default/812", "mp3").join(" ");
  expect(args).toContain("-nostdin");
  expect(args).toContain("-protocol_whitelist file,pipe");
  expect(args).toContain("-f mp3 -i file:/data/recordings/default/812");
});

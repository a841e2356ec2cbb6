import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, inject, onTestFinished, test } from "vitest";
import { childEnvironment } from "../../platform/process/child-environment.ts";
import { commandLine } from "../../platform/process/other-process.ts";
import { sample } from "../support/aircall.ts";
import { openPipeline } from "../support/pipeline.ts";
import { program } from "../support/program.ts";
import { until } from "../support/until.ts";

const secrets = {
  OPENAI_API_KEY: "sk-a-key-that-nobody-is-to-see",
  AFTERBEEP_ENCRYPTION_KEY: "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
  CODEC_TOKEN: "a-codec-token-that-nobody-is-to-see",
  TRANSCRIBERS: "local",
  ANALYZER: "local",
};

test("neither ffmpeg nor the Temporal server is handed a key, a token or a password", async () => {
  // Its own Temporal server: an address that is set to nothing counts as not set.
  const pipeline = await openPipeline(inject("temporalAddress"), {
    env: { ...secrets, TEMPORAL_ADDRESS: "", TEMPORAL_CLI_PATH: inject("temporalCli") },
  });
  onTestFinished(pipeline.close);
  const folder = pipeline.env["AFTERBEEP_DATA"] ?? "";
  const seen = join(folder, "seen");
  // Not every machine has one: this tells its version, and decodes each file to ten seconds of silence.
  const answer =
    'case "$*" in *-version*) echo "ffmpeg version 7.1" ;; *) head -c 640000 /dev/zero ;; esac';
  const ffmpeg = await program(folder, "ffmpeg", `env >> ${seen}\n${answer}`);
  const up = await pipeline.start("up", { FFMPEG_BIN: ffmpeg });
  const callId = await pipeline.aircall.leave({ media: sample("outage.mp3") });
  await until("the voicemail is delivered", async () => {
    return (await pipeline.aircall.call(callId)).comments.length > 0;
  });

  const state = JSON.parse(await readFile(join(folder, "temporal.json"), "utf8")) as {
    pid: number;
  };
  expect(await commandLine(state.pid)).toContain("start-dev");
  const ofServer = await readFile(`/proc/${state.pid}/environ`, "utf8");
  const ofFfmpeg = await readFile(seen, "utf8");
  // What the process itself was handed shows that there was something to hand on.
  const ofUp = await readFile(`/proc/${up.pid}/environ`, "utf8");
  for (const name of ["AIRCALL_API_TOKEN", "AIRCALL_WEBHOOK_TOKEN", ...Object.keys(secrets)]) {
    const value = pipeline.env[name] ?? "";
    expect(ofUp, name).toContain(`${name}=${value}`);
    for (const child of [ofServer, ofFfmpeg]) {
      expect(child, name).not.toContain(name);
      if (value !== "local") expect(child, name).not.toContain(value);
    }
  }
  expect(ofServer).toContain("PATH=");
  expect(ofFfmpeg).toContain("PATH=");
}, 180_000);

test("only what downloads is shown the way out of the network", () => {
  const env = {
    PATH: "/bin",
    HOME: "/root",
    LC_ALL: "C",
    HTTPS_PROXY: "http://name:password@proxy",
    PIP_INDEX_URL: "https://name:password@index",
    AIRCALL_API_TOKEN: "token",
    AWS_SECRET_ACCESS_KEY: "key",
    NODE_OPTIONS: "--inspect",
  };
  expect(Object.keys(childEnvironment({ env }))).toEqual(["PATH", "HOME", "LC_ALL"]);
  expect(Object.keys(childEnvironment({ env, downloads: true }))).toEqual([
    "PATH",
    "HOME",
    "LC_ALL",
    "HTTPS_PROXY",
    "PIP_INDEX_URL",
  ]);
});

import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { addEnvFile } from "../../../platform/config/env-file.ts";
import { variables } from "../../../platform/config/variables.ts";

function folderWith(text: string): string {
  const folder = mkdtempSync(join(tmpdir(), "afterbeep-env-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, ".env"), text);
  return folder;
}

test("the environment goes before the file, also where it says nothing", () => {
  const folder = folderWith("A=of the file\nB=of the file\nC=of the file\n");
  const env = { AFTERBEEP_ENV_FILE: join(folder, ".env"), A: "mine", B: "" };
  expect(addEnvFile(env)).toEqual([]);
  expect(env).toMatchObject({ A: "mine", B: "", C: "of the file" });
});

test("off reads none; a file that was named and is not there is a fault of the configuration", () => {
  const env: NodeJS.ProcessEnv = { AFTERBEEP_ENV_FILE: "off" };
  expect([addEnvFile(env), env]).toEqual([[], { AFTERBEEP_ENV_FILE: "off" }]);
  expect(() => addEnvFile({ AFTERBEEP_ENV_FILE: "/nowhere/.env" })).toThrow(
    "AFTERBEEP_ENV_FILE is /nowhere/.env, which cannot be read (ENOENT)",
  );
});

test("a value that a shell would read further is told of, by its name alone", () => {
  const folder = folderWith("AIRCALL_API_TOKEN=hush#hush\nQUOTED='a#b'\nNOTED=a # b\n");
  const [warning = "", ...others] = addEnvFile({ AFTERBEEP_ENV_FILE: join(folder, ".env") });
  expect(warning).toMatch(/the value of AIRCALL_API_TOKEN ends before its #/);
  expect(warning).not.toContain("hush");
  expect(others).toEqual([]);
});

test(".env.example, all of it in use, says the same to a shell and to us", () => {
  const example = readFileSync(".env.example", "utf8")
    .replaceAll(/^# (?=[A-Z_]+=)/gm, "")
    .replaceAll(/^([A-Z_]+)=$/gm, "$1=filled-in");
  const folder = folderWith(example);
  const file = join(folder, ".env");
  const ours: NodeJS.ProcessEnv = { AFTERBEEP_ENV_FILE: file };
  expect(addEnvFile(ours)).toEqual([]);
  const shown = execFileSync("bash", ["--norc", "-ec", `set -a; . ${file}; exec env -0`], {
    env: { PATH: process.env["PATH"] },
  });
  const inShell = Object.fromEntries(
    shown
      .toString()
      .split("\0")
      .map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
  for (const name of Object.keys(variables)) {
    if (name !== "AFTERBEEP_ENV_FILE") expect(ours[name], name).toBe(inShell[name]);
  }
});

const main = fileURLToPath(new URL("../../../cli/main.ts", import.meta.url));

function run(cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = {}) {
  const { status, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
  });
  return { status, stderr };
}

test("a command reads the .env where it is started; one that no variable means anything to does not", () => {
  const folder = folderWith("WEBHOOK_PORT=eighty\n");
  const wrong = run(folder, ["transcribe", "nothing.mp3"]);
  expect(wrong).toMatchObject({ status: 78 });
  expect(wrong.stderr).toContain('WEBHOOK_PORT is "eighty"');
  expect(run(folder, ["codec", "key"])).toEqual({ status: 0, stderr: "" });
  expect(run(folder, ["--help"])).toEqual({ status: 0, stderr: "" });
  const elsewhere = run(folder, ["transcribe", "nothing.mp3"], { WEBHOOK_PORT: "80" });
  expect(elsewhere.stderr).not.toContain("WEBHOOK_PORT");
});

test("a folder that is called .env is another program's", () => {
  const folder = mkdtempSync(join(tmpdir(), "afterbeep-env-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, ".env"));
  expect(run(folder, ["transcribe", "nothing.mp3"])).toMatchObject({ status: 1 });
});

test("a misspelt variable is told of once, before the command does its work", () => {
  const folder = folderWith("AIRCALL_REQUEST_PER_MINUTE=hush\n");
  const { stderr } = run(folder, ["transcribe", "nothing.mp3"]);
  expect(stderr).toBe(
    "AIRCALL_REQUEST_PER_MINUTE is not known: did you mean AIRCALL_REQUESTS_PER_MINUTE?\n",
  );
});

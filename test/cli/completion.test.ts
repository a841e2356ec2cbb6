import { spawnSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { startCli } from "../support/pipeline.ts";

/** As the command prints it. */
const scripts: Record<string, string> = {};

beforeAll(async () => {
  for (const shell of ["bash", "zsh", "fish"]) {
    const run = startCli(["completion", shell], {});
    expect(await run.exit).toBe(0);
    scripts[shell] = run.log();
  }
});

/** What bash offers when Tab is pressed behind these words. */
function offered(...words: string[]): string[] {
  const asking = `${scripts["bash"]}
COMP_WORDS=(afterbeep "$@"); COMP_CWORD=$#
_afterbeep
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { status, stdout, stderr } = spawnSync("bash", ["-c", asking, "bash", ...words], {
    encoding: "utf8",
  });
  expect([status, stderr]).toEqual([0, ""]);
  return stdout.split("\n").filter(Boolean);
}

test.each([
  [["thr"], ["throttle"]],
  [
    ["throttle", ""],
    ["show", "set", "unset", "--help"],
  ],
  [
    ["throttle", "set", "--"],
    ["--json", "--help"],
  ],
  [["list", "--st"], ["--state"]],
  [["list", "--limit", "5", "--state", "w"], ["waiting"]],
  [
    ["completion", ""],
    ["bash", "zsh", "fish", "--help"],
  ],
  [["verify", "--from", ""], []],
  [["show", "--c"], ["--comment"]],
])("behind afterbeep %j bash offers %j", (words, expected) => {
  expect(offered(...words)).toEqual(expected);
});

test("bash takes the function for the command", () => {
  const { stdout } = spawnSync("bash", ["-c", `${scripts["bash"]}\ncomplete -p afterbeep`], {
    encoding: "utf8",
  });
  expect(stdout.trim()).toBe("complete -o default -F _afterbeep afterbeep");
});

/** Where a shell is here, it says whether it understands its script. */
test.each([
  ["zsh", ["-n"]],
  ["fish", ["--no-execute"]],
])("%s has a line for every option", (shell, check) => {
  const script = scripts[shell] ?? "";
  for (const word of ["throttle", "unset", "untranscribed", "comment", "use-up-limit"]) {
    expect(script).toContain(word);
  }
  const { error, status, stderr } = spawnSync(shell, [...check, "/dev/stdin"], {
    input: script,
    encoding: "utf8",
  });
  if (!error) expect([status, stderr]).toEqual([0, ""]);
});

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../cli/main.ts", import.meta.url));

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output, where each line is JSON. */
  readonly lines: () => unknown[];
}

/** Runs a command with these variables and no other, as a script does. */
export async function command(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  stdin = "",
): Promise<Ran> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, [main, ...args], { env: { PATH, HOME, ...env } });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
  child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
  child.stdin.end(stdin);
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const lines = (): unknown[] =>
    stdout
      .split("\n")
      .filter(Boolean)
      .map((line): unknown => JSON.parse(line));
  return { code, stdout, stderr, lines };
}

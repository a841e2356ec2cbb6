import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("../../../cli/main.ts", import.meta.url));

/** A command on a terminal of its own. */
export interface OnTerminal {
  readonly code: number | null;
  /** Both of its streams, as a person sees them. */
  readonly screen: string;
}

/**
 * Runs a command on a terminal, as a person does.
 *
 * @param typed what is typed when a question stands there
 */
export function onTerminal(
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  typed = "",
): Promise<OnTerminal> {
  const { PATH, HOME } = process.env;
  const command = [process.execPath, main, ...args];
  const script =
    process.platform === "darwin"
      ? ["-q", "/dev/null", ...command]
      : ["-qec", command.map((word) => `'${word}'`).join(" "), "/dev/null"];
  const child = spawn("script", script, { env: { PATH, HOME, ...env } });
  let screen = "";
  let asked = false;
  child.stdout.on("data", (data: Buffer) => {
    screen += data.toString();
    if (!asked && /\[(y\/N|Y\/n)\]/.test(screen)) {
      asked = true;
      child.stdin.write(`${typed}\r`);
    }
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, screen: screen.replaceAll("\r\n", "\n") }));
  });
}

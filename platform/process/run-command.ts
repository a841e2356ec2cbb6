import { spawn } from "node:child_process";
import { childEnvironment } from "./child-environment.ts";

/** How a command ended. */
export interface CommandResult {
  /** Null when it was killed. */
  readonly code: number | null;
  readonly stdout: string;
  /** The last lines, for error messages. */
  readonly stderr: string;
}

/** More output than this is cut: it is only read for a version or an error. */
const maxOutput = 64 * 1024;

/**
 * Runs a program to its end, or for as long as it may take: then its whole process group is killed.
 *
 * @param options `downloads`: whether it fetches something from outside
 * @throws when it cannot be started or its time is over
 */
export function runCommand(
  command: string,
  args: readonly string[],
  { timeoutMs, downloads = false }: { readonly timeoutMs: number; readonly downloads?: boolean },
): Promise<CommandResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own: pip and npm start children that would outlive them.
      detached: true,
      env: childEnvironment({ downloads }),
    });
    let stdout = "";
    let stderr = "";
    child.stdout.on("data", (chunk: Buffer) => {
      stdout = (stdout + chunk.toString()).slice(0, maxOutput);
    });
    child.stderr.on("data", (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-maxOutput);
    });
    const timer = setTimeout(() => {
      killGroup(child.pid);
      reject(new Error(`took longer than ${timeoutMs / 1_000} s`));
    }, timeoutMs);
    child.once("error", (error) => {
      clearTimeout(timer);
      reject(error);
    });
    child.once("close", (code) => {
      clearTimeout(timer);
      resolve({ code, stdout, stderr });
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It ended by itself in this moment.
  }
}

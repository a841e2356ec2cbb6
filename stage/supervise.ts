import { spawn, type ChildProcess } from "node:child_process";

/** A process of the demo that is started again when it dies: kill it and see that nothing is lost. */
export interface Supervised {
  /** Kills it as it stands. */
  readonly kill: () => void;
  readonly stop: () => Promise<void>;
}

export interface SupervisedOptions {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  readonly onStart: (pid: number, again: boolean) => void;
  /** A line on its stderr. */
  readonly onLog: (line: string) => void;
}

/** A process that dies at once on every start must not spin. */
const pauseMs = 500;

const stopPatienceMs = 40_000;

export function supervise({ args, env, onStart, onLog }: SupervisedOptions): Supervised {
  let child: ChildProcess | null = null;
  let stopping = false;
  let starts = 0;
  let over: Promise<void> = Promise.resolve();

  const start = (): void => {
    if (stopping) return;
    // Over the channel it sees this process end, however it ends. In a group of its own a Ctrl-C does not reach it.
    const started = spawn(process.execPath, args, {
      env,
      detached: true,
      stdio: ["ignore", "ignore", "pipe", "ipc"],
    });
    child = started;
    if (started.pid !== undefined) onStart(started.pid, starts++ > 0);
    let rest = "";
    started.stderr?.on("data", (data: Buffer) => {
      const lines = (rest + data.toString()).split("\n");
      rest = lines.pop() ?? "";
      for (const line of lines) onLog(line);
    });
    over = new Promise((resolve) => {
      started.once("close", () => {
        if (!stopping) setTimeout(start, pauseMs);
        resolve();
      });
    });
  };
  start();

  return {
    kill: () => void child?.kill("SIGKILL"),
    stop: async () => {
      stopping = true;
      child?.kill("SIGTERM");
      const patience = setTimeout(() => child?.kill("SIGKILL"), stopPatienceMs);
      await over;
      clearTimeout(patience);
    },
  };
}

import { setTimeout as delay } from "node:timers/promises";
import { startProduct, type Product, type StartOptions } from "./product.ts";

/** A process that is started again when it dies: kill it and see that nothing is lost. */
export interface Supervised {
  /** Resolves when it is at work for the first time. */
  readonly ready: Promise<unknown>;
  /** Of the one that runs now. */
  readonly pid: () => number;
  /** Kills it as it stands. */
  readonly kill: () => void;
  /** (Default: SIGTERM) */
  readonly stop: (signal?: NodeJS.Signals) => Promise<void>;
}

export interface SuperviseOptions extends StartOptions {
  readonly command: "receiver" | "worker";
  readonly onStart: (pid: number, again: boolean) => void;
}

/** A process that dies at once on every start must not spin. */
const pauseMs = 500;

const stopPatienceMs = 40_000;

/** Starts the process at once, in a process group of its own. */
export function supervise(options: SuperviseOptions): Supervised {
  const { command, onStart, ...rest } = options;
  let child: Product | null = null;
  let stopping = false;
  let starts = 0;

  const start = (): Product => {
    const started = startProduct([command], { ...rest, detached: true });
    child = started;
    onStart(started.pid, starts++ > 0);
    void startAgain(started);
    return started;
  };
  const startAgain = async ({ exit }: Product): Promise<void> => {
    await exit;
    await delay(pauseMs, undefined, { ref: false });
    if (!stopping) start();
  };
  const stop = async (signal: NodeJS.Signals = "SIGTERM"): Promise<void> => {
    stopping = true;
    child?.kill(signal);
    const patience = setTimeout(() => child?.kill("SIGKILL"), stopPatienceMs);
    await child?.exit;
    clearTimeout(patience);
  };
  const ready = start().ready(command === "worker" ? "workers" : "receiver");
  return { ready, pid: () => child?.pid ?? 0, kill: () => child?.kill("SIGKILL"), stop };
}

import { spawn } from "node:child_process";
import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { readyMessage, type ReadyMessage } from "../platform/process/ready.ts";

/** A process of the command line, as people run it. */
export interface Product {
  readonly pid: number;
  /** All that it has printed. */
  readonly log: () => string;
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Its exit code; null when a signal ended it. */
  readonly exit: Promise<number | null>;
  /** Resolves when a part of it is at work, by its own word; rejects when it ends before. */
  readonly ready: <Part extends ReadyMessage["ready"]>(
    part: Part,
  ) => Promise<Extract<ReadyMessage, { ready: Part }>>;
}

const main = fileURLToPath(new URL(`../cli/main${extname(import.meta.url)}`, import.meta.url));

export interface StartOptions {
  /** All its variables: nothing of the caller's own is handed on. */
  readonly env: NodeJS.ProcessEnv;
  /** In a group of its own a Ctrl-C does not reach it. */
  readonly detached?: boolean;
}

/** Starts a command. Over its channel it sees the process that started it end, however that ends. */
export function startProduct(
  args: readonly string[],
  { env, detached = false }: StartOptions,
): Product {
  const child = spawn(process.execPath, [main, ...args], {
    // Nor is a file of variables that lies where we were started; and several may run side by side.
    env: { AFTERBEEP_ENV_FILE: "off", AFTERBEEP_CONFIG: "off", TEMPORAL_UI_PORT: "0", ...env },
    detached,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data: Buffer) => {
      output += data.toString();
    });
  }
  const exit = new Promise<number | null>((resolve) => {
    child.once("close", (code) => resolve(code));
  });
  const said: ReadyMessage[] = [];
  const waiting = new Set<() => void>();
  child.on("message", (message: unknown) => {
    const parsed = readyMessage.safeParse(message);
    if (parsed.success) said.push(parsed.data);
    for (const look of waiting) look();
  });
  return {
    pid: child.pid ?? 0,
    log: () => output,
    kill: (signal) => void child.kill(signal),
    exit,
    ready: (part) => {
      type Wanted = Extract<ReadyMessage, { ready: typeof part }>;
      const isWanted = (message: ReadyMessage): message is Wanted => message.ready === part;
      return new Promise<Wanted>((resolve, reject) => {
        const look = (): void => {
          const found = said.find(isWanted);
          if (found) resolve(found);
        };
        waiting.add(look);
        look();
        void exit.then((code) =>
          reject(
            new Error(
              `${args.join(" ")} ended with ${String(code)} before its ${part} was ready:\n${output}`,
            ),
          ),
        );
      });
    },
  };
}

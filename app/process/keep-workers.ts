import { fork, type ChildProcess } from "node:child_process";
import { extname } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Environment } from "../../platform/config/load-config.ts";
import { readyMessage, sayReady } from "../../platform/process/ready.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import { faultIn, stateIn, type WorkerState } from "../../platform/process/worker-state.ts";
import { smallEnvironment, smallFlags } from "./small-process.ts";

/** Workers in a process of their own, which is started again whenever it ends. */
export interface KeptWorkers {
  /** By its own word; while it is away nothing works. */
  readonly state: () => WorkerState;
  /**
   * Rejects, with a sentence for people, when it says that it cannot work here: a setting is wrong,
   * and to start it again would help nobody. Else never settles.
   */
  readonly failed: Promise<never>;
  /** Has it read its accounts anew. */
  readonly reload: () => void;
  /** Asks it to end; resolves when what was under way is done and it is gone. */
  readonly stop: () => Promise<void>;
}

export interface KeepWorkersOptions {
  readonly env: Environment;
  readonly log: Logger;
  /** Resolves when this process is asked to end: from then on nothing is started. */
  readonly stop: Promise<unknown>;
  /** Of a Temporal server that the environment does not name. */
  readonly embeddedAt: string | null;
  /** Where it shows its metrics, on this machine alone; null: nowhere. */
  readonly metricsPort: number | null;
}

const script = fileURLToPath(
  new URL(`./worker-process${extname(import.meta.url)}`, import.meta.url),
);

/** Before the next start; twice as long each time, for one that dies at once must not spin. */
const pause = { firstMs: 500, longestMs: 30_000 };

/** One that lived as long died of something new. */
const longLifeMs = 60_000;

/** The workers' own grace is 30 seconds. */
const stopPatienceMs = 40_000;

/** Workers say every five seconds how they are: of one that is silent for so long nobody knows. */
const silentMs = 30_000;

/** Then it hangs, and is ended and started again. */
const hangsMs = 120_000;

const lookEveryMs = 5_000;

const away: WorkerState = { working: false, accounts: {} };

/** Starts it at once. */
export function keepWorkers(options: KeepWorkersOptions): KeptWorkers {
  const { log } = options;
  const stopping = new AbortController();
  let child: ChildProcess | null = null;
  let state = away;
  let heardAt = performance.now();
  let everWorked = false;
  let fault: string | null = null;
  const failed = Promise.withResolvers<never>();
  // Nobody may be waiting for it.
  failed.promise.catch(() => {});

  void options.stop.then(() => stopping.abort());
  const silence = (): number => performance.now() - heardAt;
  const look = setInterval(() => {
    if (silence() < hangsMs) return;
    log.error("the workers' process no longer answers; it is restarted");
    child?.kill("SIGKILL");
    heardAt = performance.now();
  }, lookEveryMs);

  /** Starts one; resolves when it has ended, or could not be started. */
  const begin = async (): Promise<End> => {
    try {
      child = start(options, {
        onState: (said) => {
          state = said;
          heardAt = performance.now();
          everWorked ||= said.working;
        },
        onFault: (said) => (fault = said),
      });
    } catch (error) {
      // Without memory for it, Node throws.
      log.error(loggable(error), "cannot start a process now; tried again");
      return { code: null, signal: null };
    }
    return endOf(child);
  };

  const keep = async (): Promise<void> => {
    let pauseMs = pause.firstMs;
    while (!stopping.signal.aborted) {
      const startedAt = performance.now();
      fault = null;
      heardAt = performance.now();
      const end = await begin();
      state = away;
      if (stopping.signal.aborted) return;
      if (fault !== null && !everWorked) return failed.reject(new Error(fault));
      if (performance.now() - startedAt > longLifeMs) pauseMs = pause.firstMs;
      log.error(
        { ...end, ...(fault === null ? {} : { fault }), againInMs: pauseMs },
        "the workers' process ended and is restarted; Temporal tries its work again",
      );
      await delay(pauseMs, undefined, { signal: stopping.signal }).catch(() => {});
      pauseMs = Math.min(pauseMs * 2, pause.longestMs);
    }
  };
  const kept = keep();
  return {
    state: () => (silence() < silentMs ? state : away),
    failed: failed.promise,
    reload: () => {
      // One that has not said anything yet reads them now, and does not listen yet.
      if (state !== away) child?.kill("SIGHUP");
    },
    stop: async () => {
      stopping.abort();
      child?.kill("SIGTERM");
      const patience = setTimeout(() => child?.kill("SIGKILL"), stopPatienceMs);
      await kept;
      clearTimeout(patience);
      clearInterval(look);
    },
  };
}

interface Listeners {
  readonly onState: (state: WorkerState) => void;
  readonly onFault: (fault: string) => void;
}

function start(
  { env, embeddedAt, metricsPort }: KeepWorkersOptions,
  { onState, onFault }: Listeners,
): ChildProcess {
  const { HEALTH_PORT: _health, METRICS_PORT: _metrics, METRICS_HOST: _host, ...rest } = env;
  const [, , command = "up"] = process.argv;
  const child = fork(script, [command, embeddedAt ?? ""], {
    execArgv: [...process.execArgv, ...smallFlags],
    env: {
      ...smallEnvironment,
      ...rest,
      ...(metricsPort === null ? {} : { METRICS_PORT: String(metricsPort) }),
    },
    // Its own group: a Ctrl-C is for us, and we end it when no webhook comes in any more.
    detached: true,
  });
  child.on("message", (message) => {
    const said = stateIn(message);
    if (said) onState(said);
    const fault = faultIn(message);
    if (fault !== null) onFault(fault);
    const ready = readyMessage.safeParse(message);
    if (ready.success) sayReady(ready.data);
  });
  return child;
}

type End = { readonly code: number | null; readonly signal: string | null };

function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    // It could not be started, and then it does not exit; or a signal could not be sent, and then it does.
    child.on("error", () => {
      if (child.pid === undefined) resolve({ code: null, signal: null });
    });
  });
}

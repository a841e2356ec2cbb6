import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import type { Reporter } from "../../activities/media/analyze.ts";
import type { CircumstanceSettings } from "../../analysis/circumstances.ts";
import type { Finding, Report } from "../../domain/voicemail/report.ts";
import type { OwnPart } from "../../platform/config/own-part.ts";

/** What the thread is given when it begins. */
export interface ReporterSettings {
  /** Null where the local analyzer judges. */
  readonly openai: {
    readonly apiKey: string;
    readonly baseURL: string | undefined;
    readonly model: string;
  } | null;
  /** An analyzer of the operator's own, which judges instead. */
  readonly own?: OwnPart | null;
}

export interface ReporterOptions extends ReporterSettings {
  /** Gets the tokens of each answer of OpenAI's. */
  readonly onUsage?: (tokens: Tokens) => void;
  /** Gets why the local analyzer judged instead of the operator's own. */
  readonly onFallback?: (reason: string) => void;
  /** Work that takes longer is given up, and its thread with it. (Default: 100 seconds) */
  readonly timeoutMs?: number;
}

interface Tokens {
  readonly input: number;
  readonly output: number;
}

/** To the thread. */
export type ReporterRequest =
  | { readonly id: number; readonly finding: Finding; readonly settings: CircumstanceSettings }
  | { readonly id: number; readonly cancel: true };

/** From the thread. */
export type ReporterAnswer =
  | { readonly id: number; readonly report: Report }
  | { readonly id: number; readonly fault: string }
  | { readonly usage: Tokens }
  | { readonly fallback: string };

interface Waiting {
  readonly resolve: (report: Report) => void;
  readonly reject: (error: Error) => void;
}

/** The reporter in a thread of its own, begun with the first finding. It does not keep a finished process alive. */
export function createReporter(options: ReporterOptions): Reporter {
  const { openai, onUsage, onFallback, timeoutMs = 100_000 } = options;
  let own = options.own ?? null;
  const waiting = new Map<number, Waiting>();
  let thread: Worker | null = null;
  let asked = 0;

  let answeredAt = 0;

  const settle = (id: number): Waiting | undefined => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (waiting.size === 0) thread?.unref();
    return one;
  };
  const failAll = (error: Error): void => {
    thread = null;
    const left = [...waiting.values()];
    waiting.clear();
    for (const { reject } of left) reject(error);
  };
  const start = (): Worker => {
    const script = new URL(`reporter-thread${extname(import.meta.url)}`, import.meta.url);
    const workerData: ReporterSettings = { openai, own };
    const started = new Worker(script, { workerData });
    // One that was given up ends when its successor has begun.
    const end = (error: Error): void => void (thread === started && failAll(error));
    started.on("message", (answer: ReporterAnswer) => {
      answeredAt = performance.now();
      if ("usage" in answer) onUsage?.(answer.usage);
      else if ("fallback" in answer) onFallback?.(answer.fallback);
      else if ("fault" in answer) settle(answer.id)?.reject(new Error(answer.fault));
      else settle(answer.id)?.resolve(answer.report);
    });
    // The fault's own words may be a caller's.
    started.once("error", ({ name }) => end(new Error(`judging failed: ${name}`)));
    started.once("exit", () => end(new Error("judging ended")));
    return started;
  };
  const drop = (id: number, error: Error): void => {
    thread?.postMessage({ id, cancel: true } satisfies ReporterRequest, []);
    settle(id)?.reject(error);
  };
  const giveUp = (id: number): void => {
    const error = new Error("judging took too long, and was given up");
    // A thread that answers others has much to do. Nothing but its end stops an expression that does not end.
    if (performance.now() - answeredAt < timeoutMs) return drop(id, error);
    void thread?.terminate();
    // An analyzer of the operator's own that stood still once judges no more: the voicemail is tried again.
    if (own !== null) onFallback?.("it held up its thread, and is left out until the next start");
    own = null;
    failAll(error);
  };

  return {
    report: async (finding, { vipNumbers, hours, lineSettings }, { signal } = {}) => {
      signal?.throwIfAborted();
      const id = asked++;
      const cancel = (): void => {
        drop(id, signal?.reason instanceof Error ? signal.reason : new Error("cancelled"));
      };
      const deadline = setTimeout(() => giveUp(id), timeoutMs);
      try {
        return await new Promise<Report>((resolve, reject) => {
          thread ??= start();
          waiting.set(id, { resolve, reject });
          signal?.addEventListener("abort", cancel, { once: true });
          thread.ref();
          const settings = { vipNumbers, hours, ...(lineSettings ? { lineSettings } : {}) };
          thread.postMessage({ id, finding, settings } satisfies ReporterRequest, []);
        });
      } finally {
        clearTimeout(deadline);
        signal?.removeEventListener("abort", cancel);
      }
    },
  };
}

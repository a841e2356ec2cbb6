import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import {
  categories,
  intents,
  sentimentLabels,
  urgencyLevels,
} from "../domain/voicemail/verdict.ts";
import type { Analyzer } from "./analyzer.ts";

const analyzerShape = z.object({
  name: z.string(),
  analyze: z.custom<unknown>((value) => typeof value === "function", "a function is expected"),
});

const evidence = z.array(z.object({ quote: z.string(), atSeconds: z.number().nullable() }));

const verdict = z.object({
  sentiment: z.object({
    label: z.enum(sentimentLabels),
    score: z.number().min(-1).max(1),
    evidence,
  }),
  urgency: z.object({ level: z.literal(urgencyLevels), evidence }),
  category: z.enum(categories),
  intent: z.enum(intents),
  callback: z
    .object({ number: z.string().regex(/^\+\d{6,15}$/), evidence: evidence.element })
    .nullable(),
  caller: z.object({
    name: z.string().nullable(),
    company: z.string().nullable(),
    source: z.enum(["contact", "said"]).nullable(),
  }),
  deadlines: evidence,
  references: evidence,
  topic: z.string(),
  summary: z.string(),
  confidence: z.enum(["high", "medium", "low"]),
  analyzer: z.string(),
  language: z.string().optional(),
});

/** As long as a cloud's analyzer may take. */
const usualPatienceMs = 30_000;

export interface OwnAnalyzerOptions {
  /** Gets why the local one judged instead; no word of a caller is in it. */
  readonly onFallback?: (reason: string) => void;
  /** (Default: 30 seconds) */
  readonly timeoutMs?: number;
}

/**
 * An analyzer that was written elsewhere. Where it throws, does not answer, or answers with anything but a whole
 * verdict, the local one judges: a voicemail never waits for it.
 *
 * @param made what its module makes
 * @throws TypeError that says what is missing
 */
export function ownAnalyzer(
  made: unknown,
  local: Analyzer,
  { onFallback, timeoutMs = usualPatienceMs }: OwnAnalyzerOptions = {},
): Analyzer {
  assertAnalyzer(made);
  const { name } = made;
  return {
    name,
    analyze: async (message, options = {}) => {
      try {
        const late = delay(timeoutMs, null, { ref: false });
        const judged: unknown = await Promise.race([made.analyze(message, options), late]);
        const { data, error } = verdict.safeParse(judged);
        // Only the local one may say that it was the local one.
        if (data) {
          const { language, ...rest } = data;
          const analyzer = data.analyzer === local.name ? local.name : name;
          return { ...rest, analyzer, ...(language === undefined ? {} : { language }) };
        }
        const [fault] = error.issues;
        const what = fault ? `${fault.path.join(".")}: ${fault.message}` : "no verdict";
        onFallback?.(judged === null ? `no answer in ${timeoutMs / 1_000} s` : what);
      } catch (error) {
        if (options.signal?.aborted) throw error;
        onFallback?.(error instanceof Error ? error.name : "an unknown fault");
      }
      return local.analyze(message, options);
    },
  };
}

function assertAnalyzer(made: unknown): asserts made is Analyzer {
  const [fault] = analyzerShape.safeParse(made).error?.issues ?? [];
  if (fault)
    throw new TypeError(
      `its analyzer has a wrong ${fault.path.join(".") || "form"}: ${fault.message}`,
    );
}

/** What is wrong with a verdict; null when it is whole. */
export function faultOfVerdict(judged: unknown): string | null {
  const [fault] = verdict.safeParse(judged).error?.issues ?? [];
  return fault ? `${fault.path.join(".")}: ${fault.message}` : null;
}

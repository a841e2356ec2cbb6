import { z } from "zod";
import {
  categories,
  intents,
  sentimentLabels,
  urgencyLevels,
  type Verdict,
} from "../domain/voicemail/verdict.ts";
import type { Analyzer } from "./analyzer.ts";

const analyzer = z.object({
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

/**
 * An analyzer that was written elsewhere. Where it throws, or answers with anything but a whole verdict, the local one
 * judges: a voicemail never waits for it.
 *
 * @param made what its module makes
 * @throws TypeError that says what is missing
 */
export function ownAnalyzer(made: unknown, local: Analyzer): Analyzer {
  assertAnalyzer(made);
  const { name } = made;
  return {
    name,
    analyze: async (message, options = {}) => {
      try {
        const judged = await made.analyze(message, options);
        if (isVerdict(judged)) return judged;
      } catch (error) {
        if (options.signal?.aborted) throw error;
      }
      return local.analyze(message, options);
    },
  };
}

function assertAnalyzer(made: unknown): asserts made is Analyzer {
  const [fault] = analyzer.safeParse(made).error?.issues ?? [];
  if (fault)
    throw new TypeError(
      `its analyzer has a wrong ${fault.path.join(".") || "form"}: ${fault.message}`,
    );
}

function isVerdict(judged: unknown): judged is Verdict {
  return faultOfVerdict(judged) === null;
}

/** What is wrong with a verdict; null when it is whole. */
export function faultOfVerdict(judged: unknown): string | null {
  const [fault] = verdict.safeParse(judged).error?.issues ?? [];
  return fault ? `${fault.path.join(".")}: ${fault.message}` : null;
}

import { randomUUID } from "node:crypto";
import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import type { UrgencyLevel, Verdict } from "../../domain/voicemail/verdict.ts";
import { openaiFailure } from "../openai-failure.ts";
import type { Analyzer, Message } from "./analyzer.ts";
import { locate } from "./locate.ts";
import { openaiRules } from "./openai-rules.ts";
import { openaiVerdict, type OpenaiVerdict } from "./openai-verdict.ts";

export interface OpenaiAnalyzerOptions {
  readonly apiKey: string;
  /** Another server that speaks OpenAI's protocol. */
  readonly baseURL: string | undefined;
  readonly model: string;
  /** Judges when OpenAI does not, and bounds what it says. */
  readonly fallback: Analyzer;
  /** (Default: 30 seconds) */
  readonly timeoutMs?: number;
  /** Told why OpenAI was passed over. */
  readonly onFallback?: (reason: string) => void;
  /** Told of the tokens of each answer. */
  readonly onUsage?: (tokens: { readonly input: number; readonly output: number }) => void;
}

/** Longer messages are judged by their beginning. */
const longestText = 4_000;

/** How far the model may go from what the rules found without words that support it. */
const widestStep = 2;

/** OpenAI's judgement, in typed fields only; the rules judge when it fails, refuses or answers nonsense. */
export function createOpenaiAnalyzer(options: OpenaiAnalyzerOptions): Analyzer {
  const { apiKey, baseURL, model, fallback, timeoutMs = 30_000, onFallback, onUsage } = options;
  const client = new OpenAI({ apiKey, baseURL, maxRetries: 0, timeout: timeoutMs });

  const ask = async (text: string, signal?: AbortSignal): Promise<OpenaiVerdict | null> => {
    const fence = `voicemail-${randomUUID()}`;
    const response = await client.responses.parse(
      {
        model,
        store: false,
        input: [
          { role: "developer", content: openaiRules(fence) },
          { role: "user", content: `<${fence}>\n${text.slice(0, longestText)}\n</${fence}>` },
        ],
        text: { format: zodTextFormat(openaiVerdict, "voicemail_verdict") },
      },
      signal ? { signal } : {},
    );
    const { usage } = response;
    if (usage) onUsage?.({ input: usage.input_tokens, output: usage.output_tokens });
    return response.output_parsed;
  };

  return {
    name: "openai",
    analyze: async (message, { signal } = {}) => {
      const local = await fallback.analyze(message, signal ? { signal } : {});
      try {
        const answer = await ask(message.text, signal);
        if (answer) return combine(message, answer, local);
        onFallback?.("OpenAI refused to judge");
      } catch (error) {
        if (signal?.aborted) throw error;
        onFallback?.(openaiFailure(error)?.reason ?? "OpenAI's answer could not be read");
      }
      return local;
    },
  };
}

/**
 * The model's labels, with only what code can check: quotes must be the caller's words, and an urgency far from the rules'
 * needs such a quote. The number comes from the rules: digits are not to be invented.
 */
function combine({ text, segments }: Message, answer: OpenaiVerdict, local: Verdict): Verdict {
  const find = (quotes: readonly string[]) =>
    quotes.flatMap((quote) => {
      const start =
        quote.trim() === "" ? -1 : text.toLowerCase().indexOf(quote.trim().toLowerCase());
      return start < 0 ? [] : [locate(text, segments, start, start + quote.trim().length)];
    });
  const urgencyQuotes = find(answer.urgencyQuotes);
  const hostile = answer.addressesMachine;
  const level = hostile
    ? local.urgency.level
    : boundLevel(answer.urgency, local.urgency.level, urgencyQuotes.length > 0);
  const category = hostile ? local.category : answer.category;
  return {
    sentiment: {
      label: answer.sentiment,
      score: answer.sentimentScore,
      evidence: find(answer.sentimentQuotes),
    },
    urgency: {
      level: category === "genuine" ? level : 1,
      evidence:
        level === local.urgency.level && urgencyQuotes.length === 0
          ? local.urgency.evidence
          : urgencyQuotes,
    },
    category,
    intent: answer.intent,
    callback: local.callback,
    caller: local.caller,
    deadlines: local.deadlines,
    references: local.references,
    topic: level === local.urgency.level ? local.topic : answer.intent,
    summary: local.summary,
    confidence: level === local.urgency.level ? "high" : "medium",
    analyzer: "openai",
  };
}

function boundLevel(asked: UrgencyLevel, rules: UrgencyLevel, quoted: boolean): UrgencyLevel {
  if (quoted || Math.abs(asked - rules) <= widestStep) return asked;
  return asked > rules ? raise(rules) : lower(rules);
}

const raise = (level: UrgencyLevel): UrgencyLevel =>
  levels[Math.min(4, level - 1 + widestStep)] ?? level;
const lower = (level: UrgencyLevel): UrgencyLevel =>
  levels[Math.max(0, level - 1 - widestStep)] ?? level;
const levels: readonly UrgencyLevel[] = [1, 2, 3, 4, 5];

import { randomUUID } from "node:crypto";
import OpenAI from "openai";
import { zodTextFormat } from "openai/helpers/zod";
import type { UrgencyLevel, Verdict } from "../../domain/voicemail/verdict.ts";
import { urgentFrom } from "../../domain/voicemail/tags.ts";
import { openaiFailure } from "../../openai/openai-failure.ts";
import { straightApostrophes } from "../../text/straight-apostrophes.ts";
import type { Analyzer, Message } from "../analyzer.ts";
import { locate } from "../../text/locate.ts";
import { openaiRules } from "./openai-rules.ts";
import { hasOrders } from "../orders.ts";
import { topicOf } from "../topic.ts";
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

/** More quotes than this are no evidence but a copy. */
const mostQuotes = 5;

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
 * The model's labels, with only what code can check: quotes must be the caller's words, and an
 * urgency far from the rules' needs such a quote. What is urgent here stays so, and no spam,
 * whatever the model says: who talks to the line may have talked to the model. The number comes
 * from the rules: digits are not to be invented.
 */
function combine({ text, segments }: Message, answer: OpenaiVerdict, local: Verdict): Verdict {
  const find = (quotes: readonly string[]) =>
    quotes.slice(0, mostQuotes).flatMap((quote) => {
      const start = quote.trim() === "" ? -1 : comparable(text).indexOf(comparable(quote.trim()));
      return start < 0 ? [] : [locate(text, segments, start, start + quote.trim().length)];
    });
  const urgencyQuotes = find(answer.urgencyQuotes);
  // A model may be talked into anything; what decides that it was is not the model alone.
  const hostile = answer.addressesMachine || hasOrders(text);
  const urgentHere = local.urgency.level >= urgentFrom;
  const bounded = hostile
    ? local.urgency.level
    : boundLevel(answer.urgency, local.urgency.level, urgencyQuotes.length > 0);
  const category = hostile || urgentHere ? local.category : answer.category;
  const asked = category === "genuine" ? bounded : 1;
  const level = urgentHere ? atLeast(local.urgency.level, asked) : asked;
  // Words that the model quotes for another level are not why it is this one.
  const quotesDecided = urgencyQuotes.length > 0 && answer.urgency === level;
  return {
    sentiment: {
      label: answer.sentiment,
      score: answer.sentimentScore,
      evidence: find(answer.sentimentQuotes),
    },
    urgency: {
      level,
      evidence:
        level === local.urgency.level && !quotesDecided ? local.urgency.evidence : urgencyQuotes,
    },
    category,
    intent: answer.intent,
    callback: local.callback,
    caller: local.caller,
    deadlines: local.deadlines,
    references: local.references,
    topic:
      level === local.urgency.level && category === local.category
        ? local.topic
        : topicOf(text, category, answer.intent, null),
    summary: local.summary,
    confidence: level === local.urgency.level ? "high" : "medium",
    analyzer: "openai",
  };
}

function atLeast(least: UrgencyLevel, level: UrgencyLevel): UrgencyLevel {
  return level < least ? least : level;
}

/** Models write other apostrophes than the caller's words have. */
function comparable(words: string): string {
  return straightApostrophes(words).toLowerCase();
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

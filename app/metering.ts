import type { TransportOptions } from "../aircall/http/transport.ts";
import { metrics as measures } from "../domain/metrics.ts";
import type { OpenaiAnalyzerOptions } from "../analysis/openai/openai-analyzer.ts";
import { openaiPrices } from "../openai/openai-prices.ts";
import type { SpeechEngine } from "../speech/engines/engine.ts";
import type { OpenaiConfig } from "../platform/config/sections/media.ts";
import type { Metrics } from "../platform/telemetry/metrics.ts";

const samplesPerSecond = 16_000;

/** US dollars an engine takes for a second of audio; null when nobody charges, or the price is not known. */
export function priceOfSpeech(
  { baseUrl, transcriptionModel }: OpenaiConfig,
  { name }: SpeechEngine,
): number | null {
  if (name !== "openai" || baseUrl !== null) return null;
  const aMinute = openaiPrices.speechMinute[transcriptionModel];
  return aMinute === undefined ? null : aMinute / 60;
}

/** The same engine, which records what it was given, how long it took, and what that costs. */
export function meterEngine(
  engine: SpeechEngine,
  metrics: Metrics,
  price: number | null,
): SpeechEngine {
  const { name } = engine;
  return {
    ...engine,
    read: async (samples, options) => {
      const begun = performance.now();
      const record = (result: "read" | "failed"): void =>
        metrics.record(measures.reading, (performance.now() - begun) / 1_000, {
          engine: name,
          result,
        });
      const seconds = samples.length / samplesPerSecond;
      metrics.record(measures.engineAudio, seconds, { engine: name });
      try {
        const reading = await engine.read(samples, options);
        record("read");
        if (price !== null) spend(metrics, "speech", seconds * price);
        return reading;
      } catch (error) {
        record("failed");
        throw error;
      }
    },
  };
}

/** Counts the tokens of OpenAI's judgement, and what they cost. */
export function meterAnalysis(
  metrics: Metrics,
  { baseUrl, analysisModel }: OpenaiConfig,
): NonNullable<OpenaiAnalyzerOptions["onUsage"]> {
  const price = baseUrl === null ? openaiPrices.millionTokens[analysisModel] : undefined;
  return ({ input, output }) => {
    metrics.record(measures.tokens, input, { direction: "input" });
    metrics.record(measures.tokens, output, { direction: "output" });
    if (price) spend(metrics, "analysis", (input * price.input + output * price.output) / 1e6);
  };
}

/** A counter takes whole numbers only. */
function spend(metrics: Metrics, service: "speech" | "analysis", dollars: number): void {
  metrics.record(measures.cost, Math.round(dollars * 1e6), { service });
}

/** Counts the requests to Aircall. */
export function meterRequests(metrics: Metrics, account: string): Pick<TransportOptions, "onSent"> {
  return {
    onSent: (status) =>
      metrics.record(measures.requests, 1, { account, status: String(status ?? "none") }),
  };
}

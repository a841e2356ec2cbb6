import type { TransportOptions } from "../aircall/http/transport.ts";
import { metrics as measures } from "../domain/metrics.ts";
import type { OpenaiAnalyzerOptions } from "../voice/analysis/openai-analyzer.ts";
import { openaiPrices } from "../voice/openai-prices.ts";
import type { SpeechEngine } from "../voice/speech/engine.ts";
import type { Config } from "../platform/config/load-config.ts";
import type { Metrics } from "../platform/telemetry/metrics.ts";

const samplesPerSecond = 16_000;

/** US dollars an engine takes for a second of audio; null when nobody charges, or the price is not known. */
export function priceOfSpeech(config: Config, { name }: SpeechEngine): number | null {
  if (name !== "openai" || config.OPENAI_BASE_URL) return null;
  const aMinute = openaiPrices.speechMinute[config.OPENAI_TRANSCRIPTION_MODEL];
  return aMinute === undefined ? null : aMinute / 60;
}

/** The same engine, which tells what it was given, how long it took, and what that costs. */
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
      const tell = (result: "read" | "failed"): void =>
        metrics.tell(measures.reading, (performance.now() - begun) / 1000, {
          engine: name,
          result,
        });
      const seconds = samples.length / samplesPerSecond;
      metrics.tell(measures.listened, seconds, { engine: name });
      try {
        const reading = await engine.read(samples, options);
        tell("read");
        if (price !== null) spend(metrics, "speech", seconds * price);
        return reading;
      } catch (error) {
        tell("failed");
        throw error;
      }
    },
  };
}

/** Counts the tokens of OpenAI's judgement, and what they cost. */
export function meterAnalysis(
  metrics: Metrics,
  config: Config,
): NonNullable<OpenaiAnalyzerOptions["onUsage"]> {
  const price = config.OPENAI_BASE_URL
    ? undefined
    : openaiPrices.millionTokens[config.OPENAI_ANALYSIS_MODEL];
  return ({ input, output }) => {
    metrics.tell(measures.tokens, input, { direction: "input" });
    metrics.tell(measures.tokens, output, { direction: "output" });
    if (price) spend(metrics, "analysis", (input * price.input + output * price.output) / 1e6);
  };
}

/** A counter takes whole numbers only. */
function spend(metrics: Metrics, service: "speech" | "analysis", dollars: number): void {
  metrics.tell(measures.cost, Math.round(dollars * 1e6), { service });
}

/** Counts the requests to Aircall. */
export function meterRequests(
  metrics: Metrics,
  { AIRCALL_ACCOUNT: account }: Config,
): Pick<TransportOptions, "onSent"> {
  return {
    onSent: (status) =>
      metrics.tell(measures.requests, 1, { account, status: String(status ?? "none") }),
  };
}

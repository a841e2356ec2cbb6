/**
 * US dollars by OpenAI's price list, as of 2026-11-22: its developers' pages for speech, LiteLLM's
 * list for GPT-6. A model that is not here costs something too, only it is not known how much.
 */
export const openaiPrices: {
  readonly speechMinute: Readonly<Record<string, number>>;
  readonly millionTokens: Readonly<Record<string, { input: number; output: number }>>;
} = {
  speechMinute: { "gpt-transcribe": 0.0045 },
  millionTokens: {
    "gpt-6-luna": { input: 0.1, output: 0.5 },
    "gpt-5.6-luna": { input: 0.2, output: 1.2 },
  },
};

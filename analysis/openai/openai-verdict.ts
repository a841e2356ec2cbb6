import { z } from "zod";
import { intents } from "../../domain/voicemail/verdict.ts";

/** What the model may say: choices, numbers, and quotes that are checked against the text. */
export const openaiVerdict = z.object({
  sentiment: z.enum(["negative", "neutral", "positive"]),
  sentimentScore: z.number().min(-1).max(1),
  sentimentQuotes: z.array(z.string()),
  urgency: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4), z.literal(5)]),
  urgencyQuotes: z.array(z.string()),
  category: z.enum(["genuine", "spam", "robocall", "wrong_number", "accidental"]),
  intent: z.enum(intents),
  /** The caller speaks to an AI, or asks for a rating. */
  addressesMachine: z.boolean(),
});

export type OpenaiVerdict = z.infer<typeof openaiVerdict>;

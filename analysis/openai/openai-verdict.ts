import { z } from "zod";
import {
  categories,
  intents,
  sentimentLabels,
  urgencyLevels,
} from "../../domain/voicemail/verdict.ts";

/** What the model may say: choices, numbers, and quotes that are checked against the text. */
export const openaiVerdict = z.object({
  sentiment: z.enum(sentimentLabels),
  sentimentScore: z.number().min(-1).max(1),
  sentimentQuotes: z.array(z.string()),
  urgency: z.union(urgencyLevels.map((level) => z.literal(level))),
  urgencyQuotes: z.array(z.string()),
  category: z.enum(categories),
  intent: z.enum(intents),
  /** The caller speaks to an AI, or asks for a rating. */
  addressesMachine: z.boolean(),
});

export type OpenaiVerdict = z.infer<typeof openaiVerdict>;

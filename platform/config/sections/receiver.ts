import { z } from "zod";
import { like, wholeNumber, type ValuesOf } from "../values.ts";

export const receiverVariables = {
  WEBHOOK_HOST: z.string().default("127.0.0.1").meta(like("an address to listen on", "127.0.0.1")),
  WEBHOOK_PORT: wholeNumber(0, 65_535).default(8787).meta(like("a port from 0 to 65535", "8787")),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(
      like(
        "the https address under which Aircall reaches the receiver, without /webhooks/aircall",
        "https://voicemail.example.com",
      ),
    ),
} as const;

/** Where webhooks are accepted. */
export interface ReceiverConfig {
  readonly host: string;
  readonly port: number;
  /** As seen from outside; null where nobody said. */
  readonly publicUrl: string | null;
}

export function receiverConfig(values: ValuesOf<typeof receiverVariables>): ReceiverConfig {
  return {
    host: values.WEBHOOK_HOST,
    port: values.WEBHOOK_PORT,
    publicUrl: values.PUBLIC_URL ?? null,
  };
}

import { z } from "zod";
import type { Limits, Send } from "../http/transport.ts";

export interface CompanyRequests {
  /** Proves the credential. */
  readonly ping: (limits?: Limits) => Promise<void>;
}

const pingAnswer = z.looseObject({ ping: z.string() });

export function companyRequests(send: Send): CompanyRequests {
  return {
    ping: async (limits) => {
      await send("GET", "/v1/ping", pingAnswer, { ...limits });
    },
  };
}

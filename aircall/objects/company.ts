import { z } from "zod";
import type { Limits, Send } from "../http/transport.ts";

export interface CompanyRequests {
  /** Proves the credential. */
  readonly ping: (limits?: Limits) => Promise<void>;
  /** The company's name; null where Aircall does not tell it. */
  readonly name: (limits?: Limits) => Promise<string | null>;
}

const pingAnswer = z.looseObject({ ping: z.string() });

const companyAnswer = z.looseObject({
  company: z.looseObject({ name: z.string().nullish() }),
});

export function companyRequests(send: Send): CompanyRequests {
  return {
    ping: async (limits) => {
      await send("GET", "/v1/ping", pingAnswer, { ...limits });
    },
    name: async (limits) =>
      (await send("GET", "/v1/company", companyAnswer, { ...limits })).company.name ?? null,
  };
}

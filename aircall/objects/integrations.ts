import { z } from "zod";
import type { Limits, Send } from "../http/transport.ts";

const integrationAnswer = z.looseObject({
  integration: z.looseObject({
    company_id: z.number().int().nullish(),
    active: z.boolean().nullish(),
  }),
});

/** What a token acts for. */
export type Integration = z.infer<typeof integrationAnswer>["integration"];

/** Of an application that was installed by OAuth. */
export interface IntegrationRequests {
  readonly me: (limits?: Limits) => Promise<Integration>;
  /** From now on its webhooks get events. */
  readonly enable: (limits?: Limits) => Promise<Integration>;
  readonly disable: (limits?: Limits) => Promise<Integration>;
}

export function integrationRequests(send: Send): IntegrationRequests {
  const ask = async (
    method: "GET" | "POST",
    what: "me" | "enable" | "disable",
    limits?: Limits,
  ): Promise<Integration> =>
    (await send(method, `/v1/integrations/${what}`, integrationAnswer, { ...limits })).integration;
  return {
    me: (limits) => ask("GET", "me", limits),
    enable: (limits) => ask("POST", "enable", limits),
    disable: (limits) => ask("POST", "disable", limits),
  };
}

import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { clientSchema, type Clients } from "../aircall/oauth/clients.ts";
import type { State } from "../aircall/state.ts";
import { settingsSchema } from "../settings.ts";
import type { Companies } from "./companies.ts";

/** What a company may be made of. */
export const companySchema = z.strictObject({
  apiId: z.string().min(1).optional(),
  apiToken: z.string().min(1).optional(),
  accessToken: z.string().min(1).optional(),
  settings: settingsSchema.optional(),
});

const creation = companySchema.extend({ name: z.string() });

/** How to ask as a company, and which lines it has. */
export interface CompanyAccess {
  readonly name: string;
  readonly companyId: number;
  readonly apiId: string;
  readonly apiToken: string;
  readonly accessToken: string;
  readonly numberIds: readonly number[];
}

export function accessTo(state: State): CompanyAccess {
  const { name, companyId, apiId, apiToken, accessToken, numbers } = state;
  return {
    name,
    companyId,
    apiId,
    apiToken,
    accessToken,
    numberIds: numbers.map(({ id }) => id),
  };
}

/** The part of the control API that is above companies. */
export function installCompanyControl(
  server: FastifyInstance,
  companies: Companies,
  clients: Clients,
): void {
  server.get("/_simulator/companies", () => companies.all().map(({ state }) => accessTo(state)));
  server.post("/_simulator/companies", (request) => {
    const { name, ...options } = creation.parse(request.body);
    return companies.add(name, options).then(({ state }) => accessTo(state));
  });
  server.get("/_simulator/clients", () => clients.list);
  server.put("/_simulator/clients", (request) => {
    clients.list = z.array(clientSchema).parse(request.body);
    return clients.list;
  });
}

import { setMaxListeners } from "node:events";
import type { IncomingMessage } from "node:http";
import { installAuthorizeRoutes } from "./aircall/oauth/authorize-routes.ts";
import type { Client, Clients } from "./aircall/oauth/clients.ts";
import type { Code } from "./aircall/oauth/codes.ts";
import { installTokenRoutes } from "./aircall/oauth/token-routes.ts";
import type { CompanyOptions } from "./aircall/state.ts";
import { createCompanies, type Companies, type Company } from "./companies/companies.ts";
import { accessTo, installCompanyControl, type CompanyAccess } from "./companies/company-routes.ts";
import { edgeError } from "./http/answers.ts";
import { installFaults } from "./http/faults.ts";
import { createJsonServer } from "./http/json-server.ts";
import { installRequestLog } from "./http/request-log.ts";

/** Credential and settings are the first company's. */
export interface SimulatorOptions extends CompanyOptions {
  readonly host?: string;
  /** 0 takes a free port. (Default: 0) */
  readonly port?: number;
  /** Origin in every link that an answer carries, when clients reach the simulator by another name. */
  readonly publicUrl?: string | undefined;
  /** More of them, by name. */
  readonly companies?: Readonly<Record<string, CompanyOptions>>;
  /** Applications that may ask for consent. (Default: any) */
  readonly clients?: readonly Client[];
}

/** A simulator that listens, and what a client needs to ask it as its first company. */
export interface Simulator {
  /** `http://host:port` */
  readonly url: string;
  readonly apiId: string;
  readonly apiToken: string;
  readonly accessToken: string;
  /** How to ask as each company, the first one first. */
  readonly companies: () => readonly CompanyAccess[];
  readonly close: () => Promise<void>;
}

/** The company that is always there. */
const firstName = "default";

/** A fake Aircall on a port of this machine: strict where Aircall is strict. */
export async function createSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const { host = "127.0.0.1", port = 0 } = options;
  const closing = new AbortController();
  // Every event under way waits with this signal.
  setMaxListeners(0, closing.signal);
  const companies = createCompanies(closing.signal);
  const first = await companies.add(firstName, options);
  for (const [name, company] of Object.entries(options.companies ?? {})) {
    await companies.add(name, company);
  }

  const server = createJsonServer((answer) => (request, response) => {
    const company = answering(companies, first, request);
    if (company) company.server.routing(request, response);
    else answer(request, response);
  });
  // What is above companies is counted, and fails, with the first.
  installRequestLog(server, first.state);
  installFaults(server, first.state);
  const clients: Clients = { list: options.clients ?? [] };
  const oauth = {
    companies: () => companies.all().map(({ state }) => state),
    clients,
    codes: new Map<string, Code>(),
  };
  installAuthorizeRoutes(server, oauth);
  installTokenRoutes(server, oauth);
  installCompanyControl(server, companies, clients);
  server.setNotFoundHandler((_request, reply) => edgeError(reply, 404, "Not Found"));

  const address = await server.listen({ host, port });
  companies.setBaseUrl(options.publicUrl ?? address);
  const { apiId, apiToken, accessToken } = first.state;
  return {
    url: address,
    apiId,
    apiToken,
    accessToken,
    companies: () => companies.all().map(({ state }) => accessTo(state)),
    close: async () => {
      closing.abort();
      await server.close();
      for (const company of companies.all()) await company.server.close();
    },
  };
}

const above = /^\/(?:oauth\/|v1\/oauth\/|_simulator\/(?:companies|clients)(?:[/?]|$))/;
const controlOf = /^\/_simulator\/companies\/([^/?]+)(\/.+)$/;

/** Who answers a request; null for what is above companies, and for one that nobody is called. */
function answering(companies: Companies, first: Company, request: IncomingMessage): Company | null {
  const { url = "" } = request;
  const [, name, rest] = controlOf.exec(url) ?? [];
  if (name !== undefined && rest !== undefined) {
    const company = companies.named(name);
    if (!company) return null;
    request.url = `/_simulator${rest}`;
    return company;
  }
  return above.test(url) ? null : (companies.addressed(request) ?? first);
}

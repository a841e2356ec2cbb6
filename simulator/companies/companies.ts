import type { IncomingMessage } from "node:http";
import type { FastifyInstance } from "fastify";
import { createIds } from "../aircall/ids.ts";
import { createState, type CompanyOptions, type State } from "../aircall/state.ts";
import { basicOf, grantBehind } from "../http/guard.ts";
import { createCompanyServer } from "./company-server.ts";

/** A company, and what answers for it. */
export interface Company {
  readonly state: State;
  readonly server: FastifyInstance;
}

/** All companies behind one port. */
export interface Companies {
  /** @throws when the name or the credential is another company's, or the name does not fit a path */
  readonly add: (name: string, options: CompanyOptions) => Promise<Company>;
  /** The first is the one that answers whoever shows no credential that is known. */
  readonly all: () => readonly Company[];
  readonly named: (name: string) => Company | undefined;
  /** Whose request this is; undefined when it names nobody. */
  readonly addressed: (request: IncomingMessage) => Company | undefined;
  /** Sets the origin of every link, when it is known. */
  readonly setBaseUrl: (url: string) => void;
}

const nameShape = /^[A-Za-z0-9_-]{1,48}$/;

/** @param closing aborts whatever a company does in the background */
export function createCompanies(closing: AbortSignal): Companies {
  const nextId = createIds();
  const companies = new Map<string, Company>();
  const byKey = new Map<string, Company>();
  let baseUrl = "";

  const withState = (is: (state: State) => boolean): Company | undefined =>
    [...companies.values()].find(({ state }) => is(state));
  return {
    add: async (name, options) => {
      if (!nameShape.test(name)) throw refusal(400, `${name} is not 1 to 48 of A-Z a-z 0-9 _ -`);
      if (companies.has(name)) throw refusal(409, `there is a company ${name} already`);
      const state = createState(name, options, { nextId, closing, baseUrl });
      const key = basicOf(state);
      const isShown = withState(({ grants }) => grants.has(state.accessToken));
      if (byKey.has(key) || isShown) throw refusal(409, "another company has this credential");
      const company = { state, server: createCompanyServer(state) };
      // Before anything is waited for, so that two of one name cannot both get here.
      companies.set(name, company);
      byKey.set(key, company);
      await company.server.ready();
      return company;
    },
    all: () => [...companies.values()],
    named: (name) => companies.get(name),
    addressed: ({ url = "", headers }) => {
      const [path = ""] = url.split("?");
      const [, recordingsOf] = /^\/media\/companies\/(\d+)\//.exec(path) ?? [];
      if (recordingsOf !== undefined) {
        return withState(({ companyId }) => String(companyId) === recordingsOf);
      }
      const [, link] = /^\/short\/v1\/(.+)$/.exec(path) ?? [];
      if (link !== undefined) return withState(({ shortLinks }) => shortLinks.has(link));
      const { authorization } = headers;
      if (authorization === undefined) return undefined;
      return (
        byKey.get(authorization) ??
        withState((state) => grantBehind(state, authorization) !== undefined)
      );
    },
    setBaseUrl: (url) => {
      baseUrl = url;
      for (const { state } of companies.values()) state.baseUrl = url;
    },
  };
}

function refusal(statusCode: number, message: string): Error {
  return Object.assign(new Error(message), { statusCode });
}

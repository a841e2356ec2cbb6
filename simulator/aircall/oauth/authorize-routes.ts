import type { FastifyInstance, FastifyReply } from "fastify";
import { z } from "zod";
import { sendJson } from "../../http/answers.ts";
import type { State } from "../state.ts";
import { isKnown, mayReturnTo } from "./clients.ts";
import { makeCode } from "./codes.ts";
import { consentPage, successPage } from "./consent-page.ts";
import type { OAuthParts } from "./oauth-parts.ts";

const authorization = z.object({
  client_id: z.string().min(1),
  redirect_uri: z.url(),
  response_type: z.string().optional(),
  scope: z.string().optional(),
  state: z.string().optional(),
});
type Authorization = z.infer<typeof authorization>;

const decision = authorization.extend({
  company: z.string(),
  /** Absent: all of the company's. */
  numbers: z
    .union([z.coerce.number(), z.array(z.coerce.number())])
    .transform((given) => [given].flat())
    .optional(),
  /** From a page on which lines can be picked, where none at all is no choice. */
  picked: z.string().optional(),
  decision: z.enum(["allow", "refuse"]),
});

/** Where an application sends a customer, who picks company and lines, and allows or refuses. */
export function installAuthorizeRoutes(
  server: FastifyInstance,
  { companies, clients, codes }: OAuthParts,
): void {
  /** Answers what nobody needs to be asked about. */
  const refused = (reply: FastifyReply, asked: Authorization): FastifyReply | null => {
    if (!isKnown(clients, asked.client_id)) return back(reply, asked, { error: "invalid_client" });
    if (!mayReturnTo(clients, asked.client_id, asked.redirect_uri)) {
      // Nobody is sent to an address that the client does not have.
      return sendJson(reply, 400, { error: "invalid_redirect_uri" });
    }
    if (asked.response_type !== "code") {
      return back(reply, asked, { error: "unsupported_response_type" });
    }
    return asked.scope === "public_api" ? null : back(reply, asked, { error: "invalid_scope" });
  };
  const consent = (
    reply: FastifyReply,
    asked: Authorization,
    company: State,
    numberIds: readonly number[],
  ): FastifyReply => {
    const { client_id: clientId, redirect_uri: redirectUri } = asked;
    return back(reply, asked, {
      code: makeCode(codes, { company, clientId, redirectUri, numberIds }),
    });
  };

  server.get("/oauth/authorize", (request, reply) => {
    const query = authorization.safeParse(request.query);
    if (!query.success) return sendJson(reply, 400, { error: "invalid_request" });
    const answered = refused(reply, query.data);
    if (answered) return answered;
    const decided = companies().find(({ settings }) => settings.consent !== "ask");
    if (decided?.settings.consent === "refuse") {
      return back(reply, query.data, { error: "access_denied" });
    }
    if (decided) return consent(reply, query.data, decided, allOf(decided));
    return reply.type("text/html").send(consentPage(companies(), query.data));
  });
  server.post("/oauth/authorize", (request, reply) => {
    const body = decision.safeParse(request.body);
    if (!body.success) return sendJson(reply, 400, { error: "invalid_request" });
    const answered = refused(reply, body.data);
    if (answered) return answered;
    if (body.data.decision === "refuse") return back(reply, body.data, { error: "access_denied" });
    const company = companies().find(({ name }) => name === body.data.company);
    const again = (problem: string): FastifyReply =>
      reply
        .code(400)
        .type("text/html")
        .send(consentPage(companies(), questionOf(body.data), problem));
    if (!company) return again("Pick a company");
    const own = allOf(company);
    const named = body.data.numbers ?? (body.data.picked === undefined ? own : []);
    // The page sends the lines of every company.
    const numberIds = named.filter((id) => own.includes(id));
    if (numberIds.length === 0) return again("Pick at least one number");
    return consent(reply, body.data, company, numberIds);
  });
  server.get("/oauth/success", (_request, reply) => reply.type("text/html").send(successPage()));
}

/** What the application asked for, without the customer's answer. */
function questionOf(data: Authorization): Authorization {
  return authorization.parse(data);
}

function allOf(company: State): number[] {
  return company.numbers.map(({ id }) => id);
}

/** To the application, with its own state. */
function back(
  reply: FastifyReply,
  { redirect_uri, state }: Authorization,
  answer: Readonly<Record<string, string>>,
): FastifyReply {
  const target = new URL(redirect_uri);
  for (const [name, value] of Object.entries(answer)) target.searchParams.set(name, value);
  if (state !== undefined) target.searchParams.set("state", state);
  return reply.header("cache-control", "no-store").redirect(target.href, 302);
}

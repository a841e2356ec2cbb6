import cookie from "@fastify/cookie";
import type { FastifyInstance, FastifyReply } from "fastify";
import { accountName } from "../../domain/account/account-id.ts";
import { newBrowser, stateLifeMs, type InstallStates } from "./install-states.ts";
import { callbackPath, installPath, installUrl, oauthUrl } from "./oauth-paths.ts";
import { pageHeaders, toHtml, type Page } from "./page.ts";
import {
  notKept,
  pageOf,
  refused,
  takenName,
  withoutAddress,
  withoutKey,
  wrongName,
  wrongState,
  type Installed,
} from "./pages.ts";

export interface OAuthRoutesOptions {
  readonly clientId: string;
  readonly authorizeUrl: string;
  /** Null where nobody has said: nobody can be sent back then. */
  readonly publicUrl: string | null;
  /** Null where no key is set: nothing could be kept. */
  readonly states: InstallStates | null;
  /** Whether an account of this name may be installed: none of another kind has it. */
  readonly mayBe: (account: string) => boolean;
  /** Trades the code and connects the account. Throws nothing that is to be expected. */
  readonly install: (code: string, account: string | null) => Promise<Installed>;
  /** What was not to be expected. Told without the request: its address holds a code. */
  readonly onTrouble: (error: unknown) => void;
}

const browserCookie = "afterbeep_install";

type Query = { Querystring: Record<string, unknown> };

/** The install link and the return from Aircall. Nothing of a request's address is ever logged. */
export async function installOAuthRoutes(
  server: FastifyInstance,
  options: OAuthRoutesOptions,
): Promise<void> {
  const { clientId, authorizeUrl, publicUrl, states, mayBe, install, onTrouble } = options;
  const success = new URL("/oauth/success", authorizeUrl).href;
  await server.register(cookie);

  const answering = async (
    reply: FastifyReply,
    work: () => Promise<Page | null>,
  ): Promise<void> => {
    let page: Page | null;
    try {
      page = await work();
    } catch (error) {
      onTrouble(error);
      page = notKept;
    }
    if (page) await send(reply, page);
  };

  server.get<Query>(installPath, (request, reply) =>
    answering(reply, async () => {
      if (!states) return withoutKey;
      if (publicUrl === null) return withoutAddress;
      const asked = textOf(request.query["account"]);
      if (asked !== null && !accountName.test(asked)) return wrongName(asked);
      if (asked !== null && !mayBe(asked)) return takenName(asked);
      // Two tabs of one browser may install at once.
      const known = request.cookies[browserCookie];
      const browser = known && /^[\w-]{32}$/.test(known) ? known : newBrowser();
      const state = await states.begin(browser, { account: asked });
      const target = new URL(authorizeUrl);
      target.searchParams.set("client_id", clientId);
      target.searchParams.set("redirect_uri", oauthUrl(publicUrl, callbackPath));
      target.searchParams.set("response_type", "code");
      target.searchParams.set("scope", "public_api");
      target.searchParams.set("state", state);
      await reply
        .setCookie(browserCookie, browser, {
          httpOnly: true,
          sameSite: "lax",
          secure: publicUrl.startsWith("https:"),
          path: new URL(oauthUrl(publicUrl, "/oauth/aircall")).pathname,
          maxAge: stateLifeMs / 1_000,
        })
        .header("cache-control", "no-store")
        .header("referrer-policy", "no-referrer")
        .redirect(target.href, 302);
      return null;
    }),
  );

  server.get<Query>(callbackPath, (request, reply) =>
    answering(reply, async () => {
      if (!states) return withoutKey;
      if (publicUrl === null) return withoutAddress;
      const [state, error, code] = ["state", "error", "code"].map((name) =>
        textOf(request.query[name]),
      );
      const taken = await states.take(state ?? "", request.cookies[browserCookie]);
      const again = installUrl(publicUrl, taken.kind === "good" ? taken.account : null);
      // What was refused needs no right to be told.
      if (error) return refused(error, again);
      if (taken.kind !== "good") return wrongState(taken.kind, again);
      if (!code) return pageOf({ kind: "wrong-code" }, { again, success });
      return pageOf(await install(code, taken.account), { again, success });
    }),
  );
}

/** Of a parameter that was given once, and is not empty. */
function textOf(given: unknown): string | null {
  return typeof given === "string" && given !== "" ? given : null;
}

async function send(reply: FastifyReply, page: Page): Promise<void> {
  await reply.code(page.status).headers(pageHeaders).send(toHtml(page));
}

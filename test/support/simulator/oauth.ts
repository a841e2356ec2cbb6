import { giveConsent, type Consent } from "../../../stage/simulator-companies.ts";

/** Of an application called `partner`, whose secret is `secret`. */
export const redirectUri = "https://partner.example/callback";

/** Where the application sends a customer. */
export function authorizeUrl(
  { url }: { readonly url: string },
  more: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    client_id: "partner",
    redirect_uri: redirectUri,
    response_type: "code",
    scope: "public_api",
    state: "s1",
    ...more,
  });
  return `${url}/oauth/authorize?${query.toString()}`;
}

/** The code that a customer's consent is worth. */
export async function codeFor(
  aircall: { readonly url: string },
  consent: Consent,
): Promise<string> {
  const back = new URL(await giveConsent(authorizeUrl(aircall), consent));
  return back.searchParams.get("code") ?? "";
}

/** Asks for a token. */
export function exchange(
  { url }: { readonly url: string },
  fields: Readonly<Record<string, string>>,
  type: "json" | "form" = "json",
): Promise<Response> {
  const all = {
    grant_type: "authorization_code",
    redirect_uri: redirectUri,
    client_id: "partner",
    client_secret: "secret",
    ...fields,
  };
  return fetch(`${url}/v1/oauth/token`, {
    method: "POST",
    ...(type === "form"
      ? { body: new URLSearchParams(all) }
      : { body: JSON.stringify(all), headers: { "content-type": "application/json" } }),
  });
}

/** The token that a customer's consent is worth in the end. */
export async function tokenFor(
  aircall: { readonly url: string },
  consent: Consent,
): Promise<string> {
  const answer = await exchange(aircall, { code: await codeFor(aircall, consent) });
  return ((await answer.json()) as { access_token: string }).access_token;
}

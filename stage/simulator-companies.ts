import { request } from "undici";
import { z } from "zod";
import { createSimulatorControl } from "./simulator-control.ts";

const access = z.object({
  name: z.string(),
  companyId: z.number(),
  apiId: z.string(),
  apiToken: z.string(),
  accessToken: z.string(),
  numberIds: z.array(z.number()),
});

/** How to ask the simulator as one of its companies, and which lines it has. */
export type CompanyAccess = z.infer<typeof access>;

/** What may be said of a company that is added; the rest is made at random. */
export interface NewCompany {
  readonly name: string;
  readonly apiId?: string;
  readonly apiToken?: string;
  readonly accessToken?: string;
  /** As `PATCH /_simulator/settings` takes them. */
  readonly settings?: object;
}

/** Founds a company on a simulator that runs. */
export async function foundCompany(url: string, company: NewCompany): Promise<CompanyAccess> {
  return access.parse(await createSimulatorControl(url).control("POST", "companies", company));
}

/** What a customer answers on the consent page. */
export interface Consent {
  /** A company's name. */
  readonly company: string;
  /** Lines by id. (Default: all of the company's) */
  readonly numbers?: readonly number[];
  /** (Default: allow) */
  readonly decision?: "allow" | "refuse";
}

/**
 * Answers the consent page as a browser would; the address to which the customer is sent back. It
 * is not asked for.
 *
 * @param authorizeUrl to which the application has sent the customer
 * @throws when nobody is sent back, with what the page says
 */
export async function giveConsent(authorizeUrl: string, consent: Consent): Promise<string> {
  const url = new URL(authorizeUrl);
  const form = new URLSearchParams(url.searchParams);
  form.set("company", consent.company);
  form.set("decision", consent.decision ?? "allow");
  for (const id of consent.numbers ?? []) form.append("numbers", String(id));
  url.search = "";
  const { statusCode, headers, body } = await request(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: form.toString(),
  });
  const text = await body.text();
  const { location } = headers;
  if (statusCode === 302 && typeof location === "string") return location;
  throw new Error(`the consent page answered ${statusCode}: ${text}`);
}

import { defaultAccount } from "../../domain/account/account-id.ts";

/**
 * Where the receiver takes Aircall's events; those of an account with a name have it behind a
 * slash.
 */
export const webhookPath = "/webhooks/aircall";

/**
 * The address that is registered with Aircall for an account.
 *
 * @param publicUrl the receiver's address from outside; one that names the path already is taken as
 * it is
 */
export function webhookUrl(publicUrl: string, account: string): string {
  const base = publicUrl.replace(/\/+$/, "");
  if (new URL(base).pathname.includes(webhookPath)) return base;
  return `${base}${webhookPath}${account === defaultAccount ? "" : `/${account}`}`;
}

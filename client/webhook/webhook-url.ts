import { defaultAccount } from "../../domain/account/account-id.ts";

/**
 * Where the receiver takes Aircall's events; those of an account with a name have it behind a
 * slash.
 */
export const webhookPath = "/webhooks/aircall";

/**
 * The receiver's address without the webhooks' path and an account, with which it may have been given.
 *
 * @param publicUrl the address from outside
 */
export function receiverBase(publicUrl: string): string {
  return publicUrl
    .replace(/\/+$/, "")
    .replace(/\/webhooks\/aircall(?:\/[A-Za-z0-9_-]{1,48})?$/, "")
    .replace(/\/+$/, "");
}

/**
 * The address that is registered with Aircall for an account.
 *
 * @param publicUrl the receiver's address from outside; it may end with the path, and an account, already
 */
export function webhookUrl(publicUrl: string, account: string): string {
  const name = account === defaultAccount ? "" : `/${account}`;
  return `${receiverBase(publicUrl)}${webhookPath}${name}`;
}

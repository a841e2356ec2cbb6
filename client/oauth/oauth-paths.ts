import { receiverBase } from "../webhook/webhook-url.ts";

/** Where a customer begins: what is given to Aircall as `install_uri`. */
export const installPath = "/oauth/aircall/install";

/** Where Aircall sends a customer back: the `redirect_uri`. */
export const callbackPath = "/oauth/aircall/callback";

/** @param publicUrl the receiver's address from outside, perhaps with the webhooks' path behind it */
export function oauthUrl(publicUrl: string, path: string): string {
  return `${receiverBase(publicUrl)}${path}`;
}

/** @param account the name that it is to have; null: one that is made of the company's */
export function installUrl(publicUrl: string, account: string | null): string {
  const url = oauthUrl(publicUrl, installPath);
  return account === null ? url : `${url}?account=${encodeURIComponent(account)}`;
}

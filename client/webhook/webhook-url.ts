/** The account's name when none is configured. */
const unnamed = "default";

const path = "/webhooks/aircall";

/**
 * The address that is registered with Aircall for an account.
 *
 * @param publicUrl the receiver's address from outside; one that names the path already is taken as it is
 */
export function webhookUrl(publicUrl: string, account: string): string {
  const base = publicUrl.replace(/\/+$/, "");
  if (new URL(base).pathname.includes(path)) return base;
  return `${base}${path}${account === unnamed ? "" : `/${account}`}`;
}

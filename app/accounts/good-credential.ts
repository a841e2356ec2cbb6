import type { ConfiguredAccount } from "./account-source.ts";

/** How an account gets a credential that Aircall takes: what to do, for people. */
export function wayToGoodCredential({
  name,
  origin,
  byOAuth = false,
}: Pick<ConfiguredAccount, "name" | "origin" | "byOAuth">): string {
  if (byOAuth || origin === "installed")
    return `install it again: afterbeep accounts connect ${name}`;
  const makeOne = "make a new key in Aircall's dashboard, Integrations & API";
  return origin === "file"
    ? `${makeOne}, and put it into accounts.${name}.aircall of afterbeep.yaml`
    : `${makeOne}, set AIRCALL_API_ID and AIRCALL_API_TOKEN (or AIRCALL_ACCESS_TOKEN), and restart`;
}

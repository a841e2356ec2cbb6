import type { TemporalAddress } from "../../temporal/create-client.ts";
import { searchAttributes } from "../../domain/wire.ts";
import { good, type Check } from "./check.ts";

/** Whether the server is Temporal's own Cloud, where much is for an admin in the browser only. */
export function isCloud({ connectionOptions }: TemporalAddress): boolean {
  const host = (connectionOptions.address ?? "").replace(/:\d+$/, "");
  const { tls } = connectionOptions;
  return (
    /\.(tmprl\.cloud|temporal\.io)$/.test(host) ||
    Boolean(connectionOptions.apiKey) ||
    (typeof tls === "object" && tls !== null && Boolean(tls.clientCertPair))
  );
}

/** What no program may do there, for a person to tick off. */
export function cloudSteps(namespace: string): Check[] {
  const attributes = Object.entries(searchAttributes).map(
    ([name, type]) => `${name} (${type === "INT" ? "Int" : "Keyword"})`,
  );
  return [
    `Namespaces, ${namespace}, Edit: set the retention to 30 days`,
    `Namespaces, ${namespace}, Edit, Custom Search Attributes: add ${attributes.join(", ")}`,
    `Namespaces, ${namespace}, Edit: switch Fairness on (it is paid), or accounts do wait for one another`,
    `Settings, Identities: renew the API key or certificate of the workers before it ends`,
  ].map((step, index) => good(`temporal-cloud-${index + 1}`, `by hand, once: ${step}`));
}

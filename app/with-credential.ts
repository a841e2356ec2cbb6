import { createAircallClient, type AircallClient } from "../aircall/client.ts";
import { createPacer } from "../aircall/http/pacer.ts";
import { usualRequestsPerMinute } from "../domain/aircall-limits.ts";
import type { Credential } from "../domain/account/credential.ts";

/**
 * A client for the few requests that make or end an installation, or tell whose credential it is. They do not wait for
 * permits: there is no account yet, or none any more.
 */
export async function withCredential<T>(
  baseUrl: string,
  credential: Credential,
  work: (client: AircallClient) => Promise<T>,
): Promise<T> {
  const client = createAircallClient({
    baseUrl,
    credential,
    // Five requests, a person waiting: they need not be spread over seconds.
    pacer: createPacer(60 * usualRequestsPerMinute),
  });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

import { createAircallClient, type AircallClient } from "../../aircall/client.ts";
import { createPacer } from "../../aircall/http/pacer.ts";
import { usualRequestsPerMinute } from "../../domain/aircall-limits.ts";

/**
 * A client for the few requests that make or end an installation. They do not wait for permits: there is no account
 * yet, or none any more, and a person waits for the page.
 */
export async function withToken<T>(
  baseUrl: string,
  accessToken: string,
  work: (client: AircallClient) => Promise<T>,
): Promise<T> {
  const client = createAircallClient({
    baseUrl,
    credential: { accessToken },
    // Five requests, a person waiting: they need not be spread over seconds.
    pacer: createPacer(60 * usualRequestsPerMinute),
  });
  try {
    return await work(client);
  } finally {
    await client.close();
  }
}

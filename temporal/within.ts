import type { Client } from "@temporalio/client";

/**
 * Makes calls to the server that fail when it has not answered in time.
 *
 * @param ms for all of them together
 */
export function within<T>(client: Client, ms: number, call: () => Promise<T>): Promise<T> {
  return client.withDeadline(Date.now() + ms, call);
}

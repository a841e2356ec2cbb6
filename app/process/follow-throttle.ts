import type { Client } from "@temporalio/client";
import { readThrottle } from "../../temporal/throttle.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";
import type { AccountRegistry } from "../accounts/account-registry.ts";

const everyMs = 5_000;

/** A pause outlasts a look that fails or comes late. */
const holdMs = 3 * everyMs;

/**
 * Keeps this process's pace at what the server holds for each account: the server spaces what it
 * dispatches, the process what it sends. Nothing is sent for a paused account.
 *
 * @returns stops following
 */
export function followThrottle(options: {
  readonly client: Client;
  readonly registry: AccountRegistry;
  readonly log: Logger;
}): () => void {
  const { client, registry, log } = options;
  const wasPaused = new Set<string>();
  const look = async (): Promise<void> => {
    const { limitOf, paused } = await readThrottle(client);
    const names = [...registry.usable().map(({ name }) => name), ...registry.leaving()];
    for (const name of names) {
      // Opened by that, so that none that is paused sends a first request.
      const account = registry.get(name);
      if (!account) continue;
      const isPaused = paused.has(name);
      if (isPaused) account.pacer.block(holdMs);
      else account.pacer.limit(limitOf(name));
      if (isPaused === wasPaused.has(name)) continue;
      log.info({ account: name }, isPaused ? "the account is paused" : "the account is resumed");
      if (isPaused) wasPaused.add(name);
      else wasPaused.delete(name);
    }
  };
  const lookAgain = (): void => {
    look().catch((error: unknown) =>
      log.debug(loggable(error), "the throttle cannot be read now; the pace stays"),
    );
  };
  lookAgain();
  const timer = setInterval(lookAgain, everyMs);
  return () => clearInterval(timer);
}

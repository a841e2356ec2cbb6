import type { Client } from "@temporalio/client";
import { readThrottle } from "../../temporal/throttle.ts";
import type { OpenAccount } from "../open-account.ts";
import { loggable, type Logger } from "../../platform/telemetry/log.ts";

const everyMs = 5_000;

/** A pause outlasts a look that fails or comes late. */
const holdMs = 3 * everyMs;

/**
 * Keeps this process's pace at what the server holds for the account: the server spaces what it
 * dispatches, the process what it sends. Nothing is sent for a paused account.
 *
 * @returns stops following
 */
export function followThrottle(options: {
  readonly client: Client;
  readonly account: Pick<OpenAccount, "name" | "pacer">;
  readonly log: Logger;
}): () => void {
  const {
    client,
    account: { name, pacer },
    log,
  } = options;
  let wasPaused = false;
  const look = async (): Promise<void> => {
    const { limitOf, paused } = await readThrottle(client);
    const isPaused = paused.has(name);
    if (isPaused) pacer.block(holdMs);
    else pacer.limit(limitOf(name));
    if (isPaused !== wasPaused) {
      log.info({ account: name }, isPaused ? "the account is paused" : "the account is resumed");
    }
    wasPaused = isPaused;
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

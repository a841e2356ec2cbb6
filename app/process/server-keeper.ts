import { setTimeout as delay } from "node:timers/promises";
import type { TemporalAddress } from "../../temporal/create-client.ts";
import { sayReady } from "../../platform/process/ready.ts";
import { loggable } from "../../platform/telemetry/log.ts";
import type { EmbeddedServer } from "../../temporal/embedded/embedded-server.ts";
import { openEmbedded, type OpenEmbeddedOptions } from "../open-embedded.ts";
import { namedTemporal } from "../temporal-address.ts";

/** The Temporal server of a process that runs for long. */
export interface ServerKeeper {
  /** Resolves when it is there, however long that takes. */
  readonly open: () => Promise<TemporalAddress>;
  /** Also while it is being opened. */
  readonly release: () => Promise<void>;
}

const retryMs = 5_000;
const watchMs = 2_000;

/**
 * The server named in the environment, or an embedded one that is started anew when it dies.
 *
 * @param stop after which none is started any more
 * @param embeddedAt the address of one that another process keeps
 */
export function createServerKeeper(
  options: OpenEmbeddedOptions & {
    readonly stop: Promise<unknown>;
    readonly embeddedAt?: string | null;
  },
): ServerKeeper {
  const { env, log, stop, embeddedAt = null } = options;
  const named = embeddedAt === null ? namedTemporal(env) : embedded(embeddedAt);
  if (named) return { open: () => Promise.resolve(named), release: () => Promise.resolve() };

  /** The latest try. */
  let opening: Promise<EmbeddedServer> | null = null;
  let watcher: NodeJS.Timeout | null = null;
  const stopping = new AbortController();
  void stop.finally(() => stopping.abort());
  const openInTheEnd = async (): Promise<EmbeddedServer | null> => {
    while (!stopping.signal.aborted) {
      try {
        opening = openEmbedded(options);
        return await opening;
      } catch (error) {
        log.error(loggable(error), "no Temporal server yet; webhooks wait in the spool");
        await delay(retryMs, undefined, { signal: stopping.signal }).catch(() => {});
      }
    }
    return null;
  };
  const open = async (): Promise<TemporalAddress> => {
    const opened = await openInTheEnd();
    if (!opened || stopping.signal.aborted) {
      throw new Error("stopped before a Temporal server was there");
    }
    const { address, uiAddress, adopted, ensure } = opened;
    log.info({ address, ui: uiAddress, adopted }, "Temporal server is up");
    sayReady({ ready: "temporal", address, uiAddress });
    watcher = setInterval(() => {
      ensure().catch((error: unknown) =>
        log.error(loggable(error), "the Temporal server died and does not start again"),
      );
    }, watchMs);
    return embedded(address);
  };
  return {
    open,
    release: async () => {
      stopping.abort();
      if (watcher) clearInterval(watcher);
      // One that is still being started is released when it is there.
      const opened = await opening?.catch(() => null);
      await opened?.release();
    },
  };
}

function embedded(address: string): TemporalAddress {
  return { connectionOptions: { address }, namespace: "default" };
}

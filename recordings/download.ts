import { createWriteStream } from "node:fs";
import { lookup } from "node:dns";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Agent, request, type Dispatcher } from "undici";
import { RecordingUnreadableError } from "../domain/voicemail/recording-unreadable-error.ts";
import type { AllowedHosts } from "./allowed-hosts.ts";
import { RecordingExpiredError, RecordingUnavailableError } from "./errors.ts";

/** What a download may take at most. */
export interface Bounds {
  /** 64 MiB are four hours of the mp3 that Aircall makes, at 32 kbit/s. */
  readonly maxBytes: number;
  /** Until the answer's head is there, and between two pieces of its body. */
  readonly idleMs: number;
  /** The whole of it. */
  readonly totalMs: number;
}

export const defaultBounds: Bounds = {
  maxBytes: 64 * 1024 * 1024,
  idleMs: 20_000,
  totalMs: 300_000,
};

const mostRedirects = 3;

/** Fetches links into files. No credential is ever sent: the link is the credential. */
export interface Downloader {
  /**
   * @returns the number of bytes written
   * @throws RecordingExpiredError, RecordingUnreadableError, RecordingUnavailableError
   */
  readonly download: (
    url: string,
    target: string,
    options: { readonly signal?: AbortSignal; readonly onProgress?: () => void },
  ) => Promise<number>;
}

/** Downloads from these hosts alone, whatever a link says. */
export function createDownloader(hosts: AllowedHosts, bounds: Bounds = defaultBounds): Downloader {
  const agent = createAgent(hosts, bounds);
  return {
    download: async (link, target, { signal, onProgress }) => {
      const limits = [AbortSignal.timeout(bounds.totalMs), ...(signal ? [signal] : [])];
      const over = AbortSignal.any(limits);
      try {
        const opened = await openLink(link, hosts, agent, over);
        const { maxBytes } = bounds;
        return await save(opened, target, { maxBytes, signal: over, onProgress });
      } catch (error) {
        if (signal?.aborted || isOurs(error)) throw error;
        throw new RecordingUnavailableError(kindOf(error), error);
      }
    },
  };
}

/** Checks what a name resolves to in the moment of the connection: a check before it could be answered differently. */
function createAgent(hosts: AllowedHosts, bounds: Bounds): Agent {
  return new Agent({
    headersTimeout: bounds.idleMs,
    bodyTimeout: bounds.idleMs,
    connect: {
      timeout: bounds.idleMs,
      lookup: (host, options, callback) => {
        lookup(host, { ...options, all: true }, (error, addresses) => {
          const permitted = (addresses ?? []).filter(({ address }) =>
            hosts.permitsAddress(host, address),
          );
          const [first] = permitted;
          if (error) callback(error, "", 0);
          else if (!first) callback(new ForbiddenAddressError(), "", 0);
          else if (options.all) callback(null, permitted);
          else callback(null, first.address, first.family);
        });
      },
    },
  });
}

class ForbiddenAddressError extends Error {
  override readonly name = "ForbiddenAddressError";
}

/** A body, and how long the storage says it is; null where it does not say. */
interface OpenLink {
  readonly body: Dispatcher.ResponseData["body"];
  readonly promised: number | null;
}

async function openLink(
  link: string,
  hosts: AllowedHosts,
  dispatcher: Dispatcher,
  signal: AbortSignal,
): Promise<OpenLink> {
  let url = parseLink(link);
  for (let hop = 0; hop <= mostRedirects; hop++) {
    const refusal = hosts.refusal(url) ?? addressRefusal(url, hosts);
    if (refusal) throw new RecordingUnreadableError(refusal);
    const { statusCode, headers, body } = await request(url, { dispatcher, signal });
    if (statusCode >= 200 && statusCode < 300) {
      const length = Number(headers["content-length"]);
      return { body, promised: headers["content-length"] === undefined ? null : length };
    }
    await body.dump();
    const { location } = headers;
    if (statusCode >= 300 && statusCode < 400 && typeof location === "string") {
      url = new URL(location, url);
    } else throw refusedWith(statusCode);
  }
  throw new RecordingUnreadableError("its link leads from place to place");
}

/** An address written as such is not looked up, so it is checked here. */
function addressRefusal(url: URL, hosts: AllowedHosts): string | null {
  const host = url.hostname.replace(/^\[(.*)\]$/, "$1");
  return hosts.permitsAddress(host, host) ? null : "its link leads to a private address";
}

function parseLink(link: string): URL {
  try {
    return new URL(link);
  } catch (error) {
    throw new RecordingUnreadableError("its link is no link", error);
  }
}

/** S3 answers 403 to a link that has expired, and may answer 400 when the token behind it has. */
function refusedWith(status: number): Error {
  return status === 400 || status === 401 || status === 403 || status === 410
    ? new RecordingExpiredError(status)
    : new RecordingUnavailableError(`the storage answered ${status}`);
}

interface SaveOptions {
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  readonly onProgress: (() => void) | undefined;
}

async function save(
  { body, promised }: OpenLink,
  target: string,
  { maxBytes, signal, onProgress }: SaveOptions,
): Promise<number> {
  const tooLarge = (): RecordingUnreadableError =>
    new RecordingUnreadableError(`it is larger than ${Math.round(maxBytes / 1024 / 1024)} MiB`);
  if (promised !== null && promised > maxBytes) {
    body.destroy();
    throw tooLarge();
  }
  let bytes = 0;
  const count = new Transform({
    transform: (chunk: Buffer, _encoding, done) => {
      bytes += chunk.length;
      onProgress?.();
      if (bytes > maxBytes) done(tooLarge());
      else done(null, chunk);
    },
  });
  await pipeline(body, count, createWriteStream(target), { signal });
  if (promised !== null && bytes !== promised) {
    throw new RecordingUnavailableError(`${bytes} of ${promised} bytes arrived`);
  }
  return bytes;
}

function isOurs(error: unknown): boolean {
  return (
    error instanceof RecordingExpiredError ||
    error instanceof RecordingUnreadableError ||
    error instanceof RecordingUnavailableError
  );
}

/** A network error's code: its message may hold the host, and the host the account. */
function kindOf(error: unknown): string {
  if (error instanceof ForbiddenAddressError) return "its host resolves to a private address";
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

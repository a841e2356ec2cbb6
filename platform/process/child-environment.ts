import type { Environment } from "../config/load-config.ts";

/** Where programs, libraries and a home are, languages and time. None of ours: those are keys, tokens and passwords. */
const ofEveryProgram =
  /^(PATH|HOME|USER|SHELL|TMPDIR|LANG|LC_[A-Z]+|TZ|XDG_CACHE_HOME|LD_LIBRARY_PATH|DYLD_LIBRARY_PATH)$/;

/** The way out of a company's network, and its package index: each may hold a password of its own. */
const ofDownloads =
  /^((https?|no|all)_proxy|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|NODE_EXTRA_CA_CERTS|PIP_[A-Z_]+)$/i;

/**
 * The environment of every program that we start: the few of our own variables that any may know. A server that
 * must see ciphertext alone is not handed the key, and what outlives us holds no token.
 */
export function childEnvironment({
  downloads = false,
  // The one place that reads it to hand it on.
  // oxlint-disable-next-line node/no-process-env
  env = process.env,
}: {
  /** Whether the program fetches something from outside. (Default: false) */
  readonly downloads?: boolean;
  readonly env?: Environment;
} = {}): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(
      (entry): entry is [string, string] =>
        entry[1] !== undefined &&
        (ofEveryProgram.test(entry[0]) || (downloads && ofDownloads.test(entry[0]))),
    ),
  );
}

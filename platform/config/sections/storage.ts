import { dayMs } from "../../../domain/duration.ts";
import { join } from "node:path";
import { z } from "zod";
import type { EncryptionKey } from "../../encryption/seal.ts";
import { duration, like, likePrivate, list, type ValuesOf } from "../values.ts";
import type { temporalVariables } from "./temporal.ts";

export const storageVariables = {
  AFTERBEEP_ENV_FILE: z
    .string()
    .default(".env")
    .meta(like("a file of variables (the environment wins over it), or off", "off")),
  AFTERBEEP_CONFIG: z
    .string()
    .default("./afterbeep.yaml")
    .meta(like("a file of accounts in YAML, or off", "./afterbeep.yaml")),
  AFTERBEEP_DATA: z.string().default("./data").meta(like("a directory", "./data")),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/ })
    .optional()
    .meta(
      likePrivate(
        "a Postgres database for the ledger, which several machines share",
        "postgres://afterbeep:secret@db.example.com:5432/afterbeep",
      ),
    ),
  RECORDING_STORE: z.string().optional().meta(like("a directory", "./data/recordings")),
  RECORDING_RETENTION: duration.default(30 * dayMs).meta(like("a duration", "30d")),
  RECORDING_HOSTS: list
    .pipe(z.array(z.string().regex(/^(\*\.)?[A-Za-z0-9.-]+$|^\[?[0-9A-Fa-f:.]+\]?$/)).min(1))
    .default(["*.amazonaws.com", "*.aircall.io"])
    .meta(
      like(
        "host names without port, comma-separated, each perhaps with a leading *.",
        "*.amazonaws.com,*.aircall.io",
      ),
    ),
} as const;

/** What this process keeps on disk, and where recordings may come from. */
export interface StorageConfig {
  readonly data: string;
  /** Accepted webhooks that Temporal does not have yet. */
  readonly spool: string;
  readonly ledger: LedgerConfig;
  readonly recordings: string;
  readonly retentionMs: number;
  /** Hosts from which recordings are downloaded. */
  readonly hosts: readonly string[];
}

/** Where the ledger is, and what its secrets are sealed with. */
export interface LedgerConfig {
  /** The file on this machine. */
  readonly file: string;
  /** Of Postgres, instead of the file. */
  readonly url: string | null;
  /** The first one seals, all of them open; none: what may be in clear is. */
  readonly keys: readonly EncryptionKey[];
}

export function storageConfig(
  values: ValuesOf<typeof storageVariables> &
    Pick<ValuesOf<typeof temporalVariables>, "AFTERBEEP_ENCRYPTION_KEY">,
): StorageConfig {
  const { AFTERBEEP_DATA: data } = values;
  return {
    data,
    spool: join(data, "spool"),
    ledger: {
      file: join(data, "ledger.db"),
      url: values.DATABASE_URL ?? null,
      keys: values.AFTERBEEP_ENCRYPTION_KEY ?? [],
    },
    recordings: values.RECORDING_STORE ?? join(data, "recordings"),
    retentionMs: values.RECORDING_RETENTION,
    hosts: values.RECORDING_HOSTS,
  };
}

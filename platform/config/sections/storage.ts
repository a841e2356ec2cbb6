import { dayMs } from "../../../domain/duration.ts";
import { join } from "node:path";
import { z } from "zod";
import { duration, like, list, type ValuesOf } from "../values.ts";

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
  readonly recordings: string;
  readonly retentionMs: number;
  /** Hosts from which recordings are downloaded. */
  readonly hosts: readonly string[];
}

export function storageConfig(values: ValuesOf<typeof storageVariables>): StorageConfig {
  const { AFTERBEEP_DATA: data } = values;
  return {
    data,
    spool: join(data, "spool"),
    recordings: values.RECORDING_STORE ?? join(data, "recordings"),
    retentionMs: values.RECORDING_RETENTION,
    hosts: values.RECORDING_HOSTS,
  };
}

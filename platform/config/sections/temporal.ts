import { z } from "zod";
import type { EncryptionKey } from "../../encryption/seal.ts";
import { encryptionKeys, like, likePrivate, wholeNumber, type ValuesOf } from "../values.ts";

export const temporalVariables = {
  TEMPORAL_CLI_PATH: z
    .string()
    .optional()
    .meta(like("the path of a Temporal CLI, 1.9 or newer", "/usr/local/bin/temporal")),
  TEMPORAL_UI_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta(like("an http or https URL, of Temporal's Web UI", "https://temporal.example.com")),
  TEMPORAL_UI_PORT: wholeNumber(0, 65_535)
    .optional()
    .meta(like("a port from 0 to 65535, of the Web UI of the server that is started here", "8233")),
  TEMPORAL_DEPLOYMENT_NAME: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,100}$/)
    .optional()
    .meta(like("a name of 1 to 100 letters, digits, _ or -, with a build id", "afterbeep")),
  TEMPORAL_WORKER_BUILD_ID: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,100}$/)
    .optional()
    .meta(like("what names this build: 1 to 100 letters, digits, ., _ or -", "0.1.0")),
  AFTERBEEP_ENCRYPTION_KEY: encryptionKeys
    .optional()
    .meta(
      likePrivate(
        "a name and 32 bytes in base64, comma-separated while rotating: the first one encrypts",
        "k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=",
      ),
    ),
  CODEC_TOKEN: z
    .string()
    .min(16)
    .optional()
    .meta(
      likePrivate(
        "what readers of decrypted histories must show to `afterbeep codec`: 16 characters or more",
        "c0dec-t0ken-of-16-or-more",
      ),
    ),
  CODEC_HOST: z.string().default("127.0.0.1").meta(like("an address to listen on", "127.0.0.1")),
} as const;

/** What ours adds to Temporal's own `TEMPORAL_*`, which its envconfig reads. */
export interface TemporalConfig {
  /** Null: one is found, or fetched. */
  readonly cliPath: string | null;
  /** Where Temporal's Web UI is; null: only the embedded server's is known. */
  readonly uiUrl: string | null;
  /** Of the Web UI of an embedded server; null: the usual one, or another where that is taken. */
  readonly uiPort: number | null;
  /** What this process's workers run as; null where no version is named. */
  readonly version: { readonly deploymentName: string; readonly buildId: string } | null;
  /** The first one encrypts, all decrypt; null: payloads are in the clear. */
  readonly encryptionKeys: readonly EncryptionKey[] | null;
  readonly codecToken: string | null;
  /** Where `afterbeep codec` listens. */
  readonly codecHost: string;
}

export function temporalConfig(values: ValuesOf<typeof temporalVariables>): TemporalConfig {
  const { TEMPORAL_DEPLOYMENT_NAME: deploymentName, TEMPORAL_WORKER_BUILD_ID: buildId } = values;
  return {
    cliPath: values.TEMPORAL_CLI_PATH ?? null,
    uiUrl: values.TEMPORAL_UI_URL ?? null,
    uiPort: values.TEMPORAL_UI_PORT ?? null,
    version:
      deploymentName !== undefined && buildId !== undefined ? { deploymentName, buildId } : null,
    encryptionKeys: values.AFTERBEEP_ENCRYPTION_KEY ?? null,
    codecToken: values.CODEC_TOKEN ?? null,
    codecHost: values.CODEC_HOST,
  };
}

import { z } from "zod";
import type { Credential } from "../../domain/account/credential.ts";
import { ConfigError, notSet, type Problem } from "./config-error.ts";
import { accountConfig, credentialOf, type AccountConfig } from "./sections/account.ts";
import { mediaConfig, missingForMedia, type MediaConfig } from "./sections/media.ts";
import { oauthConfig, type OAuthConfig } from "./sections/oauth.ts";
import { receiverConfig, type ReceiverConfig } from "./sections/receiver.ts";
import { storageConfig, type StorageConfig } from "./sections/storage.ts";
import { telemetryConfig, type TelemetryConfig } from "./sections/telemetry.ts";
import { temporalConfig, type TemporalConfig } from "./sections/temporal.ts";
import { timingConfig, type TimingConfig } from "./sections/timing.ts";
import { variables, type Variable } from "./variables.ts";

const schema = z.object(variables);
type Values = z.infer<typeof schema>;

/** The variables of a process, as `process.env` has them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The settings of a process in sections: each part is given the one that it needs. */
export interface Config {
  readonly account: AccountConfig;
  /** Null in a process that was not asked to need one, and has none. */
  readonly credential: Credential | null;
  /** Null where companies cannot install by OAuth. */
  readonly oauth: OAuthConfig | null;
  readonly receiver: ReceiverConfig;
  readonly storage: StorageConfig;
  readonly timing: TimingConfig;
  readonly media: MediaConfig;
  readonly temporal: TemporalConfig;
  readonly telemetry: TelemetryConfig;
}

/** Of a process that cannot do without a credential. */
export interface ConfigWithCredential extends Config {
  readonly credential: Credential;
}

/** What a process cannot do without. */
export interface Needs {
  readonly credential?: boolean;
  /** Asked for where the environment has none: whether `setup` has kept one, in this folder for this account. */
  readonly webhookToken?: (folder: string, account: string) => boolean;
  readonly publicUrl?: boolean;
  /** A client at Aircall, and a key for the tokens of companies that install. */
  readonly installs?: boolean;
  /** A key, and the token of who may read. */
  readonly codec?: boolean;
}

/**
 * Reads the configuration from an environment. A variable that is set to nothing counts as not set.
 *
 * @throws ConfigError with every problem at once
 */
export function loadConfig(
  env: Environment,
  needs: Needs & { readonly credential: true },
): ConfigWithCredential;
export function loadConfig(env: Environment, needs?: Needs): Config;
export function loadConfig(env: Environment, needs: Needs = {}): Config {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const unusable = unusableIn(given);
  const values = schema.parse(
    Object.fromEntries(Object.entries(given).filter(([name]) => !unusable.includes(name))),
  );
  const isSet = (name: Variable): boolean => given[name] !== undefined;
  const problems = [
    ...unusable.map((name) => problem(name, faultOf(name, given[name]))),
    ...missing(values, needs, isSet)
      .filter((name) => !isSet(name))
      .map((name) => problem(name, notSet)),
  ];
  if (problems.length > 0) throw new ConfigError(problems);
  const media = mediaConfig(values);
  return {
    account: accountConfig(values),
    credential: credentialOf(values),
    oauth: oauthConfig(values),
    receiver: receiverConfig(values),
    storage: storageConfig(values),
    timing: timingConfig(values, media.usesAircall),
    media,
    temporal: temporalConfig(values),
    telemetry: telemetryConfig(values),
  };
}

function unusableIn(given: Environment): string[] {
  const issues = schema.safeParse(given).error?.issues ?? [];
  return [...new Set(issues.map(({ path }) => String(path[0])))];
}

/** What is needed together with what was set. May name what is set. */
function missing(values: Values, needs: Needs, isSet: (name: Variable) => boolean): Variable[] {
  const version = ["TEMPORAL_DEPLOYMENT_NAME", "TEMPORAL_WORKER_BUILD_ID"] as const;
  const client = ["AIRCALL_OAUTH_CLIENT_ID", "AIRCALL_OAUTH_CLIENT_SECRET"] as const;
  const { AFTERBEEP_DATA: folder, AIRCALL_ACCOUNT: account } = values;
  return [
    // One without the other names no version.
    ...(version.some(isSet) ? version : []),
    ...(client.some(isSet) && needs.installs !== true ? client : []),
    ...(needs.credential === true && !isSet("AIRCALL_ACCESS_TOKEN")
      ? (["AIRCALL_API_ID", "AIRCALL_API_TOKEN"] as const)
      : []),
    ...(needs.installs === true ? ([...client, "AFTERBEEP_ENCRYPTION_KEY"] as const) : []),
    ...(needs.publicUrl === true ? (["PUBLIC_URL"] as const) : []),
    ...(needs.webhookToken && !needs.webhookToken(folder, account)
      ? (["AIRCALL_WEBHOOK_TOKEN"] as const)
      : []),
    ...(needs.codec === true ? (["AFTERBEEP_ENCRYPTION_KEY", "CODEC_TOKEN"] as const) : []),
    ...missingForMedia(values),
  ];
}

/** Longer values say no more. */
const mostShown = 80;

/** Shows what was given, where it is nobody's secret: a typo is found sooner. */
function faultOf(variable: string, value = ""): string {
  if (metaOf(variable)?.["private"] === true) return "is not usable";
  // A URL may hold a password or a key, and a terminal obeys control characters.
  const shown = value
    .replace(/^.*@/s, "...@")
    .replace(/\?.*$/s, "?...")
    .replaceAll(/\p{C}/gu, " ")
    .slice(0, mostShown);
  return `is "${shown}", which is not usable`;
}

function metaOf(variable: string): z.core.GlobalMeta | undefined {
  return Object.entries(variables)
    .find(([name]) => name === variable)?.[1]
    .meta();
}

function problem(variable: string, fault: string): Problem {
  const meta = metaOf(variable);
  return {
    variable,
    fault,
    expected: meta?.description ?? "another value",
    example: z.array(z.string()).catch([]).parse(meta?.["examples"]).join(),
  };
}

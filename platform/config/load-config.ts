import { z } from "zod";
import { ConfigError, type Problem } from "./config-error.ts";
import { variables, type Variable } from "./variables.ts";

const schema = z.object(variables);
type Values = z.infer<typeof schema>;

export type Environment = Readonly<Record<string, string | undefined>>;

/** How an account proves itself to Aircall: Basic or Bearer. */
export type Credential =
  { readonly apiId: string; readonly apiToken: string } | { readonly accessToken: string };

export type Config = Values & {
  /** Null in a process that was not asked to need one. */
  readonly credential: Credential | null;
};

/** What a process cannot do without. */
export interface Needs {
  readonly credential?: boolean;
  /** Asked for where the environment has none: whether `setup` has kept one, in this folder for this account. */
  readonly webhookToken?: (folder: string, account: string) => boolean;
  readonly publicUrl?: boolean;
  /** A key, and the token of who may read. */
  readonly codec?: boolean;
}

/**
 * Reads the configuration from an environment. A variable that is set to nothing counts as not set.
 *
 * @throws ConfigError with every problem at once
 */
export function loadConfig(env: Environment, needs: Needs = {}): Config {
  const given = Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) => (value?.trim() ? [[name, value.trim()]] : [])),
  );
  const parsed = schema.safeParse(given);
  const bad = new Set(parsed.error?.issues.map(({ path }) => String(path[0])));
  const problems = [
    ...[...bad].map((name) => problem(name, "is not usable")),
    ...missing(given, needs).map((name) => problem(name, "is not set")),
  ];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  return { ...parsed.data, credential: credentialOf(parsed.data) };
}

function missing(given: Environment, needs: Needs): Variable[] {
  const pair = ["AIRCALL_API_ID", "AIRCALL_API_TOKEN"] as const;
  const credential = given["AIRCALL_ACCESS_TOKEN"] ? [] : pair.filter((name) => !given[name]);
  // A server of one's own behind OPENAI_BASE_URL may want no key; OpenAI does.
  const openai = `${given["TRANSCRIBERS"]},${given["ANALYZER"]}`.includes("openai");
  const needsKey = openai && !given["OPENAI_BASE_URL"] && !given["OPENAI_API_KEY"];
  // Where only OPENAI_BASE_URL is set, that server is meant.
  const needsServer =
    `${given["TRANSCRIBERS"]}`.includes("compatible") &&
    !given["COMPATIBLE_BASE_URL"] &&
    !given["OPENAI_BASE_URL"];
  const version = ["TEMPORAL_DEPLOYMENT_NAME", "TEMPORAL_WORKER_BUILD_ID"] as const;
  return [
    // One without the other names no version.
    ...(version.some((name) => given[name]) ? version.filter((name) => !given[name]) : []),
    ...(needs.credential === true ? credential : []),
    ...(needs.publicUrl === true && !given["PUBLIC_URL"] ? (["PUBLIC_URL"] as const) : []),
    ...(needs.webhookToken &&
    !given["AIRCALL_WEBHOOK_TOKEN"] &&
    !hasKeptToken(given, needs.webhookToken)
      ? (["AIRCALL_WEBHOOK_TOKEN"] as const)
      : []),
    ...(needs.codec === true
      ? (["AFTERBEEP_ENCRYPTION_KEY", "CODEC_TOKEN"] as const).filter((name) => !given[name])
      : []),
    ...(needsServer ? (["COMPATIBLE_BASE_URL"] as const) : []),
    ...(needsKey ? (["OPENAI_API_KEY"] as const) : []),
  ];
}

/** Asked before anything is parsed, so that all problems are told at once. */
function hasKeptToken(
  given: Environment,
  isKept: (folder: string, account: string) => boolean,
): boolean {
  return isKept(given["AFTERBEEP_DATA"] ?? "./data", given["AIRCALL_ACCOUNT"] ?? "default");
}

function credentialOf(values: Values): Credential | null {
  const { AIRCALL_ACCESS_TOKEN: accessToken } = values;
  const { AIRCALL_API_ID: apiId, AIRCALL_API_TOKEN: apiToken } = values;
  if (accessToken) return { accessToken };
  return apiId && apiToken ? { apiId, apiToken } : null;
}

function problem(variable: string, fault: string): Problem {
  const meta = Object.entries(variables)
    .find(([name]) => name === variable)?.[1]
    .meta();
  return {
    variable,
    fault,
    expected: meta?.description ?? "another value",
    example: z.array(z.string()).catch([]).parse(meta?.["examples"]).join(),
  };
}

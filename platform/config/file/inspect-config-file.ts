import type { Credential } from "../../../domain/account/credential.ts";
import type { Problem } from "../config-error.ts";
import type { Environment } from "../load-config.ts";
import { checkAccounts } from "./checks/check-accounts.ts";
import { checkNames, checkPeople } from "./checks/check-names.ts";
import { checkReferences } from "./checks/check-references.ts";
import { checkRoutes } from "./checks/check-routes.ts";
import { wellFormed } from "./checks/parts.ts";
import { configPath, largestConfig, usualConfig, type ConfigPath } from "./config-path.ts";
import { createFill } from "./fill-in.ts";
import { pathKey, pathText, type Path } from "./path.ts";
import { issueFaults, type ValueFault } from "./problems/issue-problems.ts";
import { readText } from "./read-text.ts";
import { configSchema, type ConfigEntries } from "./schema/config-schema.ts";
import { parseYaml, type ParsedYaml } from "./yaml/parse-yaml.ts";

/** `afterbeep.yaml`, read and found to be right. */
export interface ConfigFile {
  /** As it was named. */
  readonly path: string;
  readonly entries: ConfigEntries;
  readonly parsed: ParsedYaml;
}

/** What is in the file, and what is wrong with it. */
export interface Inspected {
  /** Null where there is none, or something is wrong with it. */
  readonly file: ConfigFile | null;
  readonly problems: readonly Problem[];
  /** Whether it has accounts of its own, or may have: one that cannot be read leaves that open. */
  readonly hasAccounts: boolean;
}

/** The account of `AIRCALL_*`, as far as the file must agree with it. */
export interface AccountOfEnvironment {
  /** Null where the environment has no credential. */
  readonly name: string | null;
  readonly credential: Credential | null;
  readonly baseUrl: string;
}

/**
 * Reads the file of accounts and finds all that is wrong with it. Throws nothing: a file that is half written, or goes
 * away, is a problem like any other.
 *
 * @param isNeeded whether it must be there although nobody has named it
 */
export function inspectConfigFile(
  env: Environment,
  ofEnvironment: AccountOfEnvironment,
  isNeeded = false,
): Inspected {
  const where = configPath(env);
  if (!where) return nothing;
  const read = readText(where.path, largestConfig);
  if ("fault" in read) {
    if (read.code === "ENOENT" && !where.isNamed && !isNeeded) return nothing;
    return { ...nothing, problems: [unreadable(where, read.fault)], hasAccounts: true };
  }
  const { path } = where;
  const parsed = parseYaml(read.is, createFill(env, path));
  if (!parsed.isWhole) {
    return { file: null, problems: textProblems(path, parsed), hasAccounts: true };
  }
  const result = configSchema.safeParse(parsed.value);
  const found = faultsIn(parsed, result.error?.issues ?? [], ofEnvironment);
  const problems = sorted([
    ...textProblems(path, parsed),
    ...found.map((fault) => placed(path, parsed, fault)),
  ]);
  const isRight = result.success && problems.length === 0;
  return {
    file: isRight ? { path, entries: result.data, parsed } : null,
    problems,
    hasAccounts: hasAccounts(parsed.value),
  };
}

const nothing: Inspected = { file: null, problems: [], hasAccounts: false };

function unreadable({ path, isNamed }: ConfigPath, fault: string): Problem {
  const words = { expected: "a file of accounts in YAML", example: usualConfig };
  return isNamed
    ? { variable: "AFTERBEEP_CONFIG", fault: `is ${path}, which ${fault}`, ...words }
    : { variable: "AFTERBEEP_CONFIG", fault: `is not set, and ${path} ${fault}`, ...words };
}

function faultsIn(
  parsed: ParsedYaml,
  issues: Parameters<typeof issueFaults>[0],
  ofEnvironment: AccountOfEnvironment,
): readonly ValueFault[] {
  const { value, faults: ofText } = parsed;
  if (value === null || value === undefined) return [empty];
  const parts = wellFormed(value);
  const told = new Set(ofText.map(({ path }) => pathKey(path)));
  const taken = (path: Path): boolean =>
    path.some((_, at) => parsed.takenFrom.has(pathKey(path.slice(0, at + 1))));
  const options = { schema: configSchema, value, isTaken: taken, isCut: parsed.isCut };
  return [
    ...issueFaults(issues, options),
    ...checkNames(parts, ofEnvironment.name),
    ...checkPeople(parts),
    ...checkAccounts(parts, ofEnvironment),
    ...checkReferences(parts),
    ...checkRoutes(parts),
    // What could not be filled in is told already.
  ].filter(({ path, ofKey }) => ofKey === true || !told.has(pathKey(path)));
}

const empty: ValueFault = {
  path: [],
  fault: "is empty",
  expected: "accounts, people, destinations, routes or callbacks",
  example: "accounts:",
};

function hasAccounts(value: unknown): boolean {
  return [...(wellFormed(value).names.get("accounts") ?? [])].length > 0;
}

function textProblems(file: string, { faults }: ParsedYaml): readonly Problem[] {
  return sorted(
    faults.map(({ spot, path, fault, expected, example }) => ({
      variable: pathText(path),
      fault,
      expected,
      example,
      place: { file, ...spot },
    })),
  );
}

function placed(file: string, { spots }: ParsedYaml, found: ValueFault): Problem {
  const { path, fault, expected, example, ofKey = false } = found;
  const spot = ofKey ? spots.ofKey(path) : spots.ofValue(path);
  return { variable: pathText(path), fault, expected, example, place: { file, ...spot } };
}

/** From the top; what an alias repeats is told once. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ fault, place }) => {
      const key = `${place?.line}:${place?.column} ${fault}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    })
    .toSorted(
      (one, other) =>
        (one.place?.line ?? 0) - (other.place?.line ?? 0) ||
        (one.place?.column ?? 0) - (other.place?.column ?? 0),
    );
}

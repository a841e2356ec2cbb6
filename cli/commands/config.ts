import type { Place, Problem } from "../../platform/config/config-error.ts";
import { ConfigError, expectation, subjectOf } from "../../platform/config/config-error.ts";
import { configPath } from "../../platform/config/file/config-path.ts";
import { configJsonSchema } from "../../platform/config/file/json-schema.ts";
import type { ShownValue } from "../../platform/config/file/shown-values.ts";
import { loadConfiguration, type Configuration } from "../../platform/config/load-accounts.ts";
import type { Environment } from "../../platform/config/load-config.ts";
import { shownConfiguration } from "../../platform/config/shown-configuration.ts";
import type { Call } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { createAnswers } from "../print/answers.ts";

/** A line of `config check --json`: one problem, or that there is none. */
type Checked = CheckedProblem | CheckedFile;

interface CheckedProblem {
  readonly ok: false;
  /** A variable, or the path in the file. */
  readonly name: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly fault: string;
  readonly expected: string;
  readonly example: string;
}

interface CheckedFile {
  readonly ok: true;
  readonly file: string | null;
  readonly accounts: readonly string[];
  readonly people: number;
  readonly destinations: number;
  readonly routes: number;
  /** Paths that name a destination which is not there yet. */
  readonly pending: readonly string[];
}

/** Reads the file and the environment, and prints each problem with its place. */
export function checkConfig({
  env,
  args: [file],
  options: { json },
}: Call<[file: string | undefined]>): number {
  const answers = createAnswers<Checked>(json, checkedInWords);
  try {
    answers.print(summary(loadConfiguration(naming(env, file))));
    return exitCodes.done;
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    // For people the error's own words are as good, and say how to begin.
    if (!json) throw error;
    for (const problem of error.problems) answers.print(checkedProblem(problem));
    return exitCodes.wrongConfiguration;
  }
}

function naming(env: Environment, file: string | undefined): Environment {
  return file === undefined ? env : { ...env, AFTERBEEP_CONFIG: file };
}

function checkedProblem({ variable, fault, expected, example, place }: Problem): CheckedProblem {
  const { file = null, line = null, column = null } = place ?? {};
  return { ok: false, name: variable, file, line, column, fault, expected, example };
}

function summary({ file, accounts }: Configuration): CheckedFile {
  const { people = {}, destinations = {}, routes = [] } = file?.entries ?? {};
  const named = Object.entries(file?.entries.accounts ?? {});
  return {
    ok: true,
    file: file?.path ?? null,
    accounts: accounts.map(({ name }) => name),
    people: Object.keys(people).length,
    destinations: Object.keys(destinations).length,
    routes: routes.length,
    pending: named.flatMap(([name, { crm }]) =>
      crm === undefined || Object.hasOwn(destinations, crm) ? [] : [`accounts.${name}.crm`],
    ),
  };
}

function checkedInWords(checked: Checked): string {
  if (!checked.ok) {
    const { name: variable, file, line, column } = checked;
    const place = file === null ? {} : { place: { file, line: line ?? 1, column: column ?? 1 } };
    const problem = { ...checked, variable, ...place };
    return `${subjectOf(problem)} ${checked.fault}; ${expectation(problem)}`;
  }
  const { file, accounts, people, destinations, routes } = checked;
  const named = `${counted(accounts.length, "account", "accounts")} (${accounts.join(", ")})`;
  if (file === null) return `there is no file of accounts; by the environment: ${named}`;
  const rest = [
    counted(people, "person", "people"),
    counted(destinations, "destination", "destinations"),
    counted(routes, "route", "routes"),
  ];
  return [
    `${file} is valid: ${[named, ...rest].join(", ")}`,
    ...checked.pending.map((path) => `${path} names a destination that is not defined yet`),
  ].join("\n");
}

function counted(count: number, one: string, several: string): string {
  return `${count} ${count === 1 ? one : several}`;
}

/** A line of `config show --json`. */
interface Shown extends Omit<ShownValue, "place"> {
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

/** Prints each value that is in force and where it came from. */
export function showConfig({ env, options: { json } }: Call): number {
  const answers = createAnswers<Shown>(json, shownInWords);
  const configuration = loadConfiguration(env);
  for (const { place, ...value } of shownConfiguration(env, configuration)) {
    answers.print({ ...value, ...whereItStands(place) });
  }
  if (!configuration.file && !json) {
    const { path = "AFTERBEEP_CONFIG=off" } = configPath(env) ?? {};
    process.stderr.write(`there is no file of accounts (${path})\n`);
  }
  return exitCodes.done;
}

function whereItStands(place: Place | null): Pick<Shown, "file" | "line" | "column"> {
  return place ?? { file: null, line: null, column: null };
}

function shownInWords({ name, value, hidden, origin, file, line, takenFrom }: Shown): string {
  const where = file === null ? origin : `${file}:${line}`;
  const from = takenFrom.map((one) => `\${${one}}`).join(", ");
  const text = hidden ? "(hidden)" : (value ?? "(not set)");
  return `${name}: ${text}    # ${where}${from === "" ? "" : `, from ${from}`}`;
}

/** Prints the JSON Schema of the file, for editors. */
export function printSchema(): number {
  process.stdout.write(`${JSON.stringify(configJsonSchema(), null, 2)}\n`);
  return exitCodes.done;
}

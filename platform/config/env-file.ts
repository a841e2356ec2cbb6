import { readFileSync } from "node:fs";
import { parseEnv } from "node:util";
import { ConfigError, type Place } from "./config-error.ts";

/** The file of variables in the working directory, unless `AFTERBEEP_ENV_FILE` names another. */
const usualFile = ".env";

/** What `AFTERBEEP_ENV_FILE` says where none is to be read. */
const none = "off";

/**
 * Adds what a file of variables says to an environment. What the environment has already stays, also what it has set to
 * nothing. For the command line of a person alone: tests, the demo and processes that we start are given all that they
 * are to know.
 *
 * @returns warnings, a sentence each, without any value
 * @throws ConfigError when a file that was named cannot be read
 */
export function addEnvFile(env: NodeJS.ProcessEnv): readonly string[] {
  const named = env["AFTERBEEP_ENV_FILE"]?.trim();
  if (named === none) return [];
  const file = named || usualFile;
  const text = read(file, Boolean(named));
  if (text === null) return [];
  if ("fault" in text) return [text.fault];
  for (const [name, value] of Object.entries(parseEnv(text.is))) env[name] ??= value;
  return cutValues(text.is).map(
    (name) => `${file}: the value of ${name} ends before its #; put the value in quotes.`,
  );
}

/** Where the file of variables has each variable of an environment that is as it says. */
export function envFilePlaces(env: NodeJS.ProcessEnv): ReadonlyMap<string, Place> {
  const named = env["AFTERBEEP_ENV_FILE"]?.trim();
  const file = named || usualFile;
  const text = named === none ? null : read(file, false);
  if (text === null || "fault" in text) return new Map();
  const values = parseEnv(text.is);
  const lines = text.is.split("\n");
  return new Map(
    Object.entries(values).flatMap(([name, value]) => {
      const assigns = new RegExp(String.raw`^[ \t]*(?:export[ \t]+)?${name}[ \t]*=`);
      const line = lines.findLastIndex((one) => assigns.test(one)) + 1;
      return env[name] === value && line > 0 ? [[name, { file, line, column: 1 }] as const] : [];
    }),
  );
}

/** What a file holds; null when there is none. */
function read(
  file: string,
  isNamed: boolean,
): { readonly is: string } | { readonly fault: string } | null {
  try {
    return { is: readFileSync(file, "utf8") };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : null;
    // A folder of that name is another program's.
    if (!isNamed && (code === "ENOENT" || code === "EISDIR")) return null;
    // Perhaps whoever starts us has read it already, as systemd does, and we may not.
    if (!isNamed) return { fault: `${file} cannot be read (${String(code)}) and is left out.` };
    const problem = {
      variable: "AFTERBEEP_ENV_FILE",
      fault: `is ${file}, which cannot be read (${String(code)})`,
      expected: `a file of variables, or ${none}`,
      example: usualFile,
    };
    throw new ConfigError([problem], { cause: error });
  }
}

/** Variables of which Node reads less than a shell would: it takes a # in the middle of a word for a comment. */
function cutValues(text: string): string[] {
  const lines = text.matchAll(
    /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*([^\s'"`#][^\n]*)$/gm,
  );
  return [...lines].flatMap(([, name = "", value = ""]) => (/^[^#]*\S#/.test(value) ? [name] : []));
}

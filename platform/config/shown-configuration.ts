import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import type { Place } from "./config-error.ts";
import { envFilePlaces } from "./env-file.ts";
import { inWords, valuesOfFile, type ShownValue } from "./file/shown-values.ts";
import type { Configuration } from "./load-accounts.ts";
import type { Environment } from "./load-config.ts";
import { variables } from "./variables.ts";

/** Each value that is in force with where it came from: our variables first, then the file. Secrets are hidden. */
export function shownConfiguration(
  env: Environment,
  { config, file }: Configuration,
): readonly ShownValue[] {
  const places = envFilePlaces(env);
  return [
    ...Object.entries(variables).map(([name, schema]) =>
      shownVariable(name, schema, env[name]?.trim() || undefined, places.get(name) ?? null),
    ),
    ...(file ? valuesOfFile(file, config.account.baseUrl) : []),
  ];
}

function shownVariable(
  name: string,
  schema: z.ZodType,
  given: string | undefined,
  place: Place | null,
): ShownValue {
  const hidden = given !== undefined && schema.meta()?.["private"] === true;
  const value = given === undefined ? defaultOf(schema) : hidden ? null : inWords(given);
  const origin = given === undefined ? "default" : "environment";
  return { name, value, hidden, origin, place, takenFrom: [] };
}

/** As one would write it; null where nothing stands for it. */
function defaultOf(schema: z.ZodType): string | null {
  const parsed = schema.safeParse(undefined);
  if (!parsed.success || parsed.data === undefined) return null;
  const examples = z.array(z.string()).catch([]).parse(schema.meta()?.["examples"]);
  const same = examples.find((example) =>
    isDeepStrictEqual(schema.safeParse(example).data, parsed.data),
  );
  if (same !== undefined) return same;
  const { data } = parsed;
  if (data instanceof Map || (Array.isArray(data) && data.length === 0)) return null;
  return inWords(data);
}

import { z } from "zod";
import { configSchema } from "./schema/config-schema.ts";

type Json = Readonly<Record<string, unknown>>;

/**
 * What `afterbeep.yaml` may hold, as editors read it (JSON Schema, draft 2020-12). A value may be a reference in
 * quotes, which is nothing yet that a pattern fits.
 */
export function configJsonSchema(): Json {
  const made: unknown = z.toJSONSchema(configSchema, {
    io: "input",
    // It leaves out the examples of what is transformed, as they may be of what comes out; ours are of what goes in.
    override: ({ zodSchema, jsonSchema }) => {
      const { examples } = z.globalRegistry.get(zodSchema) ?? {};
      if (Array.isArray(examples)) jsonSchema.examples = examples;
    },
  });
  return {
    ...object(forEditors(made)),
    title: "afterbeep.yaml",
  };
}

/** A reference, or a text with one in it. */
const reference = { type: "string", pattern: String.raw`\$\{` };

/** What says nothing to an editor. */
const ofOurs = ["private", "default"];

function forEditors(schema: unknown): unknown {
  const given = object(schema);
  const inside = Object.fromEntries(
    Object.entries(given).flatMap(([key, value]) =>
      ofOurs.includes(key) ? [] : [[key, forKey(key, value)]],
    ),
  );
  return isBound(given) ? withReference(inside) : inside;
}

function forKey(key: string, value: unknown): unknown {
  switch (key) {
    case "properties":
      return Object.fromEntries(
        Object.entries(object(value)).map(([name, schema]) => [name, forEditors(schema)]),
      );
    case "additionalProperties":
    case "items":
      return typeof value === "object" ? forEditors(value) : value;
    case "anyOf":
    case "oneOf":
      return Array.isArray(value) ? value.map((one) => forEditors(one)) : value;
    default:
      return value;
  }
}

/** Whether a reference would not fit: a number, a word of a list, a text of a certain form. */
function isBound({ type, enum: words, pattern, format }: Json): boolean {
  if (type === "integer" || type === "number" || type === "boolean") return true;
  return words !== undefined || pattern !== undefined || format !== undefined;
}

function withReference(schema: Json): Json {
  const { description, examples, ...bound } = schema;
  return {
    ...(description === undefined ? {} : { description }),
    ...(examples === undefined ? {} : { examples }),
    anyOf: [bound, reference],
  };
}

function object(value: unknown): Json {
  return z.record(z.string(), z.unknown()).parse(value);
}

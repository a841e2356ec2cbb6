import { z } from "zod";
import type { Path } from "../path.ts";

/** What the schema says of the value at a path. */
export interface Described {
  readonly expected: string;
  /** A value that may stand there. */
  readonly example: unknown;
  /** Whether it is never shown, by itself or as a part of something that is not. */
  readonly isPrivate: boolean;
  /** Keys that may stand in it, where it is a map of known ones. */
  readonly keys: readonly string[];
}

type Schema = z.core.$ZodType;

/**
 * Follows a path through a schema.
 *
 * @param value what is there, by which a destination's kind is known
 * @returns null where the schema knows no such place
 */
export function schemaAt(top: Schema, path: Path, value: unknown): Described | null {
  let schema: Schema | null = top;
  let within = value;
  let isPrivate = isHidden(top);
  for (const step of path) {
    schema = stepInto(schema, step, within);
    if (schema === null) return null;
    isPrivate ||= isHidden(schema);
    within =
      typeof within === "object" && within !== null && Object.hasOwn(within, step)
        ? Reflect.get(within, step)
        : undefined;
  }
  return { ...aboutOf(schema), isPrivate, keys: keysOf(schema, within) };
}

function stepInto(schema: Schema, step: string | number, within: unknown): Schema | null {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) {
    const shape: Readonly<Record<string, Schema>> = inner.shape;
    return Object.hasOwn(shape, step) ? (shape[step] ?? null) : null;
  }
  if (inner instanceof z.ZodRecord) return inner.valueType;
  if (inner instanceof z.ZodArray) return inner.element;
  if (!(inner instanceof z.ZodUnion)) return null;
  for (const option of optionsFor(inner, within)) {
    const found = stepInto(option, step, within);
    if (found) return found;
  }
  return null;
}

/** The options that may be meant: of destinations the one of the kind that stands there. */
function optionsFor(union: z.ZodUnion, within: unknown): readonly Schema[] {
  if (!(union instanceof z.ZodDiscriminatedUnion)) return union.options;
  const kind: unknown =
    typeof within === "object" && within !== null ? Reflect.get(within, "kind") : undefined;
  const meant = union.options.filter((option) => {
    const literal = option instanceof z.ZodObject ? option.shape["kind"] : undefined;
    return literal instanceof z.ZodLiteral && literal.value === kind;
  });
  return meant;
}

/** Without what only says that a value may be absent, or what becomes of it. */
function unwrapped(schema: Schema): Schema {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return unwrapped(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? unwrapped(schema.in) : schema;
}

function metaOf(schema: Schema): z.core.GlobalMeta {
  const own = z.globalRegistry.get(schema);
  if (own?.description !== undefined) return own;
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault) {
    return metaOf(schema.unwrap());
  }
  return schema instanceof z.ZodPipe ? metaOf(schema.in) : {};
}

function isHidden(schema: Schema): boolean {
  return metaOf(schema)["private"] === true;
}

function aboutOf(schema: Schema): Pick<Described, "expected" | "example"> {
  const { description, examples } = metaOf(schema);
  const [example = null] = z.array(z.unknown()).catch([]).parse(examples);
  return { expected: description ?? "another value", example };
}

function keysOf(schema: Schema, within: unknown): readonly string[] {
  const inner = unwrapped(schema);
  if (inner instanceof z.ZodObject) return Object.keys(inner.shape);
  if (!(inner instanceof z.ZodUnion)) return [];
  return optionsFor(inner, within).flatMap((option) => keysOf(option, within));
}

/** What is expected of the names in a map of anything, and an example of one. */
export function nameAt(top: Schema, path: Path, value: unknown): Described | null {
  let schema: Schema | null = top;
  let within = value;
  for (const step of path) {
    schema = stepInto(schema, step, within);
    if (schema === null) return null;
    within = typeof within === "object" && within !== null ? Reflect.get(within, step) : undefined;
  }
  const inner = unwrapped(schema);
  if (!(inner instanceof z.ZodRecord)) return null;
  return { ...aboutOf(inner.keyType), isPrivate: false, keys: [] };
}

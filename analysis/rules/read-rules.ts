import type { z } from "zod";
import { readExpressions, type OneOf } from "../../text/rules/expressions.ts";
import { readTable } from "../../text/rules/read-table.ts";

const fileOf = (name: string): URL => new URL(`./${name}.yaml`, import.meta.url);

/**
 * One file of this folder.
 *
 * @throws when it is not of the shape
 */
export function readRules<Shape>(name: string, shape: z.ZodType<Shape>): Shape {
  return readTable(fileOf(name), shape);
}

/** One file of this folder that has nothing but lists of expressions. */
export function rulesOf(name: string): OneOf {
  return readExpressions(fileOf(name));
}

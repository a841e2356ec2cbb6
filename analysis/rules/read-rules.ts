import { readFileSync } from "node:fs";
import { parse } from "yaml";
import type { z } from "zod";

/**
 * One file of this folder.
 *
 * @throws when it is not of the shape
 */
export function readRules<Shape>(name: string, shape: z.ZodType<Shape>): Shape {
  return shape.parse(parse(readFileSync(new URL(`${name}.yaml`, import.meta.url), "utf8")));
}

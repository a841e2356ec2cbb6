import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

/** A block of text with a phrase in each line, or a list. */
export const phrases = z
  .union([z.string().transform((block) => block.split("\n")), z.array(z.string())])
  .transform((lines) => lines.filter((line) => line.trim() !== ""));

/**
 * Reads a table.
 *
 * @throws when it is not of the shape
 */
export function readTable<Shape>(file: URL, shape: z.ZodType<Shape>): Shape {
  return shape.parse(parse(readFileSync(file, "utf8")));
}

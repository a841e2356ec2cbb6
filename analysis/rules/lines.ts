import { z } from "zod";

/** A block of text with an expression in each line. */
export const lines = z
  .string()
  .transform((block) => block.split("\n").filter((line) => line.trim() !== ""));

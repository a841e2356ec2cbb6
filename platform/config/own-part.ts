import { existsSync } from "node:fs";
import { z } from "zod";

/** A part of the operator's own, made by what a file exports by default: `module:./my-engine.ts`. */
export type OwnPart = `module:${string}`;

export function isOwn(name: string): name is OwnPart {
  return name.startsWith("module:");
}

/** The file that makes it. */
export function fileOf(part: OwnPart): string {
  return part.slice("module:".length);
}

/** A part whose file is there. */
export const ownPart = z
  .templateLiteral(["module:", z.string().min(1)])
  .refine((part) => existsSync(fileOf(part)));

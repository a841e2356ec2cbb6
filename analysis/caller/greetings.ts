import { z } from "zod";
import { lines } from "../rules/lines.ts";
import { readRules } from "../rules/read-rules.ts";

const { hellos, courtesies } = readRules(
  "greetings",
  z.object({ hellos: lines, courtesies: lines }),
);

/** Begins with a greeting or a courtesy, and not with a name. */
export const greets = new RegExp(`^(?:${[...hellos, ...courtesies].join("|")})(?![\\p{L}-])`, "iu");

/** Greetings, to stand before a name: "Bonjour", "Guten Tag". */
export const hello = `(?:${hellos.join("|")})`;

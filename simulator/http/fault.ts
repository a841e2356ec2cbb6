import { z } from "zod";

/** Something that goes wrong with the next requests whose path matches, on the API and on the storage host alike. */
export const faultSchema = z
  .strictObject({
    method: z.string().optional(),
    /** A regular expression. */
    path: z.string().refine(isRegExp, "is not a regular expression"),
    count: z.number().int().positive().default(1),
    /** Requests that pass before it strikes. */
    skip: z.number().int().min(0).default(0),
    /** Before the request takes effect, after it, or so that it takes effect `delayMs` after the client was cut off. */
    when: z.enum(["before", "after", "late"]).default("before"),
    /** A `reset` is a TCP one; `silence` hangs for `delayMs`, then resets; `slow` delays a good answer. */
    kind: z.enum(["status", "reset", "silence", "slow"]),
    status: z.number().int().min(200).max(599).default(500),
    html: z.boolean().default(false),
    resetInSeconds: z.number().optional(),
    delayMs: z.number().int().min(0).default(0),
  })
  .refine(({ when, kind }) => when !== "late" || kind === "reset", {
    message: "late takes kind reset only; slow is what a client that times out calls late",
  });
export type Fault = z.infer<typeof faultSchema>;

function isRegExp(text: string): boolean {
  try {
    return new RegExp(text).source !== "";
  } catch {
    return false;
  }
}

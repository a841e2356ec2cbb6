import { z } from "zod";

/** What lies behind the link to a recording. */
export const mediaSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("file"), path: z.string(), contentType: z.string().optional() }),
  z.strictObject({
    kind: z.literal("bytes"),
    base64: z.string(),
    contentType: z.string().optional(),
  }),
  /** An error page that calls itself audio. */
  z.strictObject({ kind: z.literal("html") }),
  z.strictObject({ kind: z.literal("empty") }),
  /** 209 bytes, as seen of a storage that lost the file. */
  z.strictObject({ kind: z.literal("stub") }),
  /** Promises the whole file and hangs up after half of it. */
  z.strictObject({ kind: z.literal("truncated"), path: z.string() }),
  z.strictObject({ kind: z.literal("large"), megabytes: z.number().positive() }),
  z.strictObject({ kind: z.literal("redirect"), location: z.string() }),
  /** 404, NoSuchKey. */
  z.strictObject({ kind: z.literal("missing") }),
  z.strictObject({ kind: z.literal("status"), status: z.number().int() }),
  z.strictObject({
    kind: z.literal("slow"),
    path: z.string(),
    bytesPerSecond: z.number().positive(),
  }),
]);

export type Media = z.infer<typeof mediaSchema>;

/** How the links to recordings are made. */
export interface Links {
  /** Short links by id: one is made by each read that asks for it. */
  readonly shortLinks: Map<string, { readonly callId: number; readonly madeAt: number }>;
  readonly signingKey: Buffer;
}

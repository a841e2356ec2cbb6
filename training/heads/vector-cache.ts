import { createHash } from "node:crypto";
import { appendFileSync, existsSync, readFileSync } from "node:fs";
import type { Embedder } from "../../analysis/learned/embedder.ts";

/** A text's digest, then its vector in single precision. */
const digestBytes = 20;
const vectorBytes = 512 * 4;

function digestOf(text: string): Buffer {
  return createHash("sha1").update(text).digest();
}

/**
 * The encoder's answers are the same each time, and take most of the time of learning.
 *
 * @param file kept from run to run where one is named
 */
export function remembering(embedder: Embedder, file: string | null): Embedder {
  const known = new Map<string, readonly number[]>();
  const stored = file !== null && existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const record = digestBytes + vectorBytes;
  for (let at = 0; at + record <= stored.length; at += record) {
    const values = new Float32Array(
      stored.buffer.slice(stored.byteOffset + at + digestBytes, stored.byteOffset + at + record),
    );
    known.set(stored.subarray(at, at + digestBytes).toString("hex"), Array.from(values));
  }
  return {
    embed: async (texts) => {
      const digests = texts.map((text) => digestOf(text).toString("hex"));
      const missing = [...new Set(texts)].filter(
        (text) => !known.has(digestOf(text).toString("hex")),
      );
      const vectors = missing.length > 0 ? await embedder.embed(missing) : [];
      for (const [index, text] of missing.entries()) {
        const vector = Float32Array.from(vectors[index] ?? []);
        known.set(digestOf(text).toString("hex"), Array.from(vector));
        if (file !== null)
          appendFileSync(file, Buffer.concat([digestOf(text), Buffer.from(vector.buffer)]));
      }
      return digests.map((digest) => known.get(digest) ?? []);
    },
  };
}

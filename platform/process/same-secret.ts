import { createHash, timingSafeEqual } from "node:crypto";

/** Compares two secrets by their hashes: neither content nor length can be timed. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}

function digestOf(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}

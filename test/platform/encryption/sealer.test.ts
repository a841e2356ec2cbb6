import { createCipheriv, randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import { open, seal, type EncryptionKey } from "../../../platform/encryption/seal.ts";
import { createSealer } from "../../../platform/encryption/sealer.ts";

function newKey(id: string): EncryptionKey {
  return { id, key: randomBytes(32) };
}

test("what version 0.1 has sealed opens: nonce, ciphertext, tag, with the key's name beside it", () => {
  const key = newKey("k1");
  const nonce = randomBytes(12);
  const sealing = createCipheriv("aes-256-gcm", key.key, nonce).setAAD(Buffer.from("k1"));
  const sealed = Buffer.concat([nonce, sealing.update("a payload"), sealing.final()]);
  expect(open(Buffer.concat([sealed, sealing.getAuthTag()]), key).toString()).toBe("a payload");
});

test("what is sealed opens under its key and for its place alone, whole", () => {
  const key = newKey("k1");
  const sealed = seal(Buffer.from("a token"), key, "here");
  expect(open(sealed, key, "here").toString()).toBe("a token");
  expect(seal(Buffer.from("a token"), key, "here")).not.toEqual(sealed);
  expect(() => open(sealed, key, "there")).toThrow(/./);
  expect(() => open(sealed, { ...key, id: "k2" }, "here")).toThrow(/./);
  expect(() => open(sealed, newKey("k1"), "here")).toThrow(/./);
  expect(() => open(sealed.subarray(1), key, "here")).toThrow(/./);
  expect(() => open(Buffer.alloc(0), key, "here")).toThrow(/./);
});

test("a text that looks like a sealed one is kept in clear as it is", () => {
  const sealer = createSealer([]);
  for (const text of ["plain", "sealed:k1:abc", "clear:", "", "with:colons:and\nlines"]) {
    expect(sealer.open(sealer.seal(text, "here"), "here")).toBe(text);
  }
  expect(sealer.seals).toBe(false);
  expect(sealer.isStale("clear:plain")).toBe(false);
});

test("texts in clear and under older keys are stale; the fault says which key and which variable", () => {
  const [old, current] = [newKey("k1"), newKey("k2")];
  const sealer = createSealer([current, old]);
  const kept = createSealer([old]).seal("a token", "here");
  expect(sealer.open(kept, "here")).toBe("a token");
  expect(sealer.isStale(kept)).toBe(true);
  expect(sealer.isStale("clear:a token")).toBe(true);
  expect(sealer.isStale(sealer.seal("a token", "here"))).toBe(false);
  expect(createSealer([]).misfitOf(kept, "the salt")).toEqual({
    why: "the salt is sealed with key k1, which AFTERBEEP_ENCRYPTION_KEY does not hold",
    fix: "set AFTERBEEP_ENCRYPTION_KEY to it",
  });
  expect(createSealer([current]).misfitOf(kept, "the salt").fix).toBe(
    "add it behind the current one",
  );
  expect(createSealer([newKey("k1")]).misfitOf(kept, "the salt").why).toBe(
    "key k1 of AFTERBEEP_ENCRYPTION_KEY does not open the salt",
  );
});

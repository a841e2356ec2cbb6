import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

/**
 * A key of 32 bytes and the name that sealed data carries, so that a later process knows which one it
 * needs.
 */
export interface EncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM: nonce, ciphertext, tag. The key's name is sealed in, so nobody can exchange it.
 *
 * @param place where the data belongs: data that was moved to another place does not open there
 */
export function seal(data: Uint8Array, { id, key }: EncryptionKey, place = ""): Buffer {
  const nonce = randomBytes(nonceBytes);
  const sealing = createCipheriv(cipher, key, nonce).setAAD(sealedIn(id, place));
  return Buffer.concat([nonce, sealing.update(data), sealing.final(), sealing.getAuthTag()]);
}

/** @throws when it is another key of that name, the data belongs elsewhere, or it is damaged */
export function open(data: Uint8Array, { id, key }: EncryptionKey, place = ""): Buffer {
  const sealed = Buffer.from(data);
  const nonce = sealed.subarray(0, nonceBytes);
  const opening = createDecipheriv(cipher, key, nonce, { authTagLength: tagBytes });
  opening.setAAD(sealedIn(id, place)).setAuthTag(sealed.subarray(-tagBytes));
  return Buffer.concat([opening.update(sealed.subarray(nonceBytes, -tagBytes)), opening.final()]);
}

/** A name has no line break: name and place cannot be mistaken for each other. */
function sealedIn(id: string, place: string): Buffer {
  return Buffer.from(place === "" ? id : `${id}\n${place}`);
}

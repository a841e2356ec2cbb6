import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import type { DataConverter } from "@temporalio/client";
import proto from "@temporalio/proto";

type Payload = proto.temporal.api.common.v1.IPayload;

/**
 * A key of 32 bytes and the name that payloads carry, so that a later process knows which one it
 * needs.
 */
export interface EncryptionKey {
  readonly id: string;
  readonly key: Buffer;
}

/**
 * Encrypts what Temporal keeps: inputs, results, signals, queries, updates, details of failures.
 */
export interface PayloadCodec {
  readonly encode: (payloads: Payload[]) => Promise<Payload[]>;
  readonly decode: (payloads: Payload[]) => Promise<Payload[]>;
}

/** As it stands in every encrypted payload: a wire name. */
const encoding = "binary/encrypted";
const cipher = "aes-256-gcm";
const nonceBytes = 12;
const tagBytes = 16;

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const read = (value: Uint8Array | null | undefined): string =>
  new TextDecoder().decode(value ?? undefined);

/**
 * AES-256-GCM with a fresh nonce a payload. The first key encrypts, all of them decrypt: to rotate,
 * put a new one in front. What was written without a key stays readable.
 */
export function createPayloadCodec(keys: readonly EncryptionKey[]): PayloadCodec {
  const [current] = keys;
  if (!current) throw new Error("a payload codec needs a key");
  return {
    encode: (payloads) => Promise.resolve(payloads.map((payload) => encrypt(payload, current))),
    decode: (payloads) =>
      Promise.resolve(
        payloads.map((payload) =>
          read(payload.metadata?.["encoding"]) === encoding ? decrypt(payload, keys) : payload,
        ),
      ),
  };
}

/** Loaded by the SDK: clients, workers and workflows make failures alike. */
const failureConverterPath = fileURLToPath(
  new URL(`./failure-converter${extname(import.meta.url)}`, import.meta.url),
);

/** What clients and workers are given; nothing without a key. */
export function dataConverterFor(keys: readonly EncryptionKey[] | undefined): DataConverter | null {
  return keys && keys.length > 0
    ? { failureConverterPath, payloadCodecs: [createPayloadCodec(keys)] }
    : null;
}

function encrypt(payload: Payload, { id, key }: EncryptionKey): Payload {
  const nonce = randomBytes(nonceBytes);
  // The key's name is sealed in: nobody can exchange it.
  const sealing = createCipheriv(cipher, key, nonce).setAAD(text(id));
  const sealed = Buffer.concat([
    nonce,
    sealing.update(PayloadMessage.encode(payload).finish()),
    sealing.final(),
    sealing.getAuthTag(),
  ]);
  return { metadata: { encoding: text(encoding), "encryption-key-id": text(id) }, data: sealed };
}

function decrypt({ metadata, data }: Payload, keys: readonly EncryptionKey[]): Payload {
  const id = read(metadata?.["encryption-key-id"]);
  const known = keys.find((one) => one.id === id);
  if (!known) {
    throw new Error(
      `a payload is encrypted with key ${id}, which AFTERBEEP_ENCRYPTION_KEY does not hold: add it behind the current one`,
    );
  }
  const sealed = Buffer.from(data ?? []);
  try {
    const nonce = sealed.subarray(0, nonceBytes);
    const opening = createDecipheriv(cipher, known.key, nonce, { authTagLength: tagBytes });
    opening.setAAD(text(id)).setAuthTag(sealed.subarray(-tagBytes));
    const clear = opening.update(sealed.subarray(nonceBytes, -tagBytes));
    return PayloadMessage.decode(Buffer.concat([clear, opening.final()]));
  } catch (error) {
    throw new Error(
      `key ${id} of AFTERBEEP_ENCRYPTION_KEY does not open a payload: it is another key of that name, or the data is damaged`,
      { cause: error },
    );
  }
}

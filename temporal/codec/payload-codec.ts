import { extname } from "node:path";
import { fileURLToPath } from "node:url";
import type { DataConverter } from "@temporalio/client";
import proto from "@temporalio/proto";
import { open, seal, type EncryptionKey } from "../../platform/encryption/seal.ts";

type Payload = proto.temporal.api.common.v1.IPayload;

/**
 * Encrypts what Temporal keeps: inputs, results, signals, queries, updates, details of failures.
 */
export interface PayloadCodec {
  readonly encode: (payloads: Payload[]) => Promise<Payload[]>;
  readonly decode: (payloads: Payload[]) => Promise<Payload[]>;
}

/** As it stands in every encrypted payload: a wire name. */
const encoding = "binary/encrypted";

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

function encrypt(payload: Payload, key: EncryptionKey): Payload {
  return {
    metadata: { encoding: text(encoding), "encryption-key-id": text(key.id) },
    data: seal(PayloadMessage.encode(payload).finish(), key),
  };
}

function decrypt({ metadata, data }: Payload, keys: readonly EncryptionKey[]): Payload {
  const id = read(metadata?.["encryption-key-id"]);
  const known = keys.find((one) => one.id === id);
  if (!known) {
    throw new Error(
      `a payload is encrypted with key ${id}, which AFTERBEEP_ENCRYPTION_KEY does not hold: add it behind the current one`,
    );
  }
  try {
    return PayloadMessage.decode(open(data ?? new Uint8Array(), known));
  } catch (error) {
    throw new Error(
      `key ${id} of AFTERBEEP_ENCRYPTION_KEY does not open a payload: it is another key of that name, or the data is damaged`,
      { cause: error },
    );
  }
}

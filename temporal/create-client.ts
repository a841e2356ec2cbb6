import { setTimeout as delay } from "node:timers/promises";
import { grpcCodeOf, grpcCodes } from "./grpc-code.ts";
import { within } from "./within.ts";
import { Client, Connection, type ClientPlugin, type DataConverter } from "@temporalio/client";
import type proto from "@temporalio/proto";
import type { ClientConnectConfig } from "@temporalio/envconfig";

type Payload = proto.temporal.api.common.v1.IPayload;

/** Where the Temporal server is and how to reach it. */
export interface TemporalAddress {
  readonly connectionOptions: ClientConnectConfig["connectionOptions"];
  readonly namespace: string;
  /** Encrypts payloads, where a key is set. */
  readonly dataConverter?: DataConverter | undefined;
  /** Of tracing, where it is on. */
  readonly plugins?: readonly ClientPlugin[];
}

/**
 * A client over a connection that is made with the first call: a server that is down fails calls,
 * not this.
 */
export function createTemporalClient(address: TemporalAddress): Client {
  const { connectionOptions, namespace, dataConverter, plugins = [] } = address;
  return new Client({
    connection: Connection.lazy(connectionOptions),
    namespace,
    plugins: [...plugins],
    ...(dataConverter ? { dataConverter } : {}),
  });
}

/** A payload, decrypted where it is encrypted. */
export async function decrypted(client: Client, payload: Payload): Promise<Payload> {
  let payloads = [payload];
  for (const codec of client.options.loadedDataConverter.payloadCodecs) {
    payloads = await codec.decode(payloads);
  }
  return payloads[0] ?? payload;
}

/** What a payload holds, decrypted where it is encrypted. The caller says of what type. */
export async function valueOf<T>(client: Client, payload: Payload): Promise<T> {
  const { payloadConverter } = client.options.loadedDataConverter;
  return payloadConverter.fromPayload<T>(await decrypted(client, payload));
}

/** A server that has just begun makes its namespace within this time. */
const namespaceComesMs = 3_000;

/**
 * Makes sure that the server answers now, and has the namespace.
 *
 * @param namespaceMayLack whether somebody else looks at that
 * @throws Error that names its address, and what to look at
 */
export async function proveServing(
  client: Client,
  address: TemporalAddress,
  withinMs: number,
  namespaceMayLack = false,
): Promise<void> {
  const { workflowService } = client.connection;
  try {
    await within(client, withinMs, () => workflowService.getSystemInfo({}));
  } catch (error) {
    throw servingFault(error, address);
  }
  if (namespaceMayLack) return;
  const { namespace } = address;
  const deadline = Date.now() + namespaceComesMs;
  for (;;) {
    try {
      await within(client, withinMs, () => workflowService.describeNamespace({ namespace }));
      return;
    } catch (error) {
      // Who may not describe it may still use it.
      if (grpcCodeOf(error) !== grpcCodes.notFound) return;
      if (Date.now() > deadline) throw servingFault(error, address);
      await delay(200);
    }
  }
}

/** Why a call to the server failed, in words for people where it is the server's absence or its refusal. */
export function servingFault(
  error: unknown,
  { connectionOptions, namespace }: TemporalAddress,
): unknown {
  const at = `Temporal at ${connectionOptions.address ?? "its address"}`;
  const code = grpcCodeOf(error);
  if (code === grpcCodes.notFound && error instanceof Error && /namespace/i.test(error.message)) {
    return new Error(
      `${at} has no namespace ${namespace}; is TEMPORAL_NAMESPACE right? To make it: temporal operator namespace create --namespace ${namespace}`,
      { cause: error },
    );
  }
  if (code === grpcCodes.permissionDenied || code === grpcCodes.unauthenticated) {
    return new Error(`${at} refuses us; are TEMPORAL_API_KEY and TEMPORAL_TLS right?`, {
      cause: error,
    });
  }
  if (code !== grpcCodes.deadlineExceeded && code !== grpcCodes.unavailable) return error;
  return new Error(`${at} does not answer; is it up, and is TEMPORAL_ADDRESS right?`, {
    cause: error,
  });
}

/** Whether the server answers now. */
export async function isServing(client: Client, withinMs = 1_000): Promise<boolean> {
  try {
    await within(client, withinMs, () => client.connection.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}

import { grpcCodeOf, grpcCodes } from "./grpc-code.ts";
import { within } from "./within.ts";
import proto from "@temporalio/proto";
import type { Client } from "@temporalio/client";
import { searchAttributes } from "../domain/wire.ts";

const { IndexedValueType } = proto.temporal.api.enums.v1;

const indexedTypes = {
  KEYWORD: IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD,
  INT: IndexedValueType.INDEXED_VALUE_TYPE_INT,
} as const;

/** Longer than this a start-up step must not wait for the server. */
const deadlineMs = 5_000;

/**
 * Registers our search attributes where they are missing.
 *
 * @returns whether the server has them all; false where it lets only an admin add them, as Temporal
 * Cloud does
 * @throws when the server cannot be reached
 */
export async function registerSearchAttributes(client: Client): Promise<boolean> {
  const { namespace } = client.options;
  const { operatorService } = client.connection;
  const known = await within(client, deadlineMs, async () => {
    try {
      const answer = await operatorService.listSearchAttributes({ namespace });
      return { ...answer.customAttributes };
    } catch (error) {
      if (isRefusal(error)) return null;
      throw error;
    }
  });
  // A server that does not let us ask, Temporal Cloud, does not let us add either.
  if (known === null) return false;
  const missing = Object.entries(searchAttributes).filter(([name]) => !(name in known));
  if (missing.length === 0) return true;
  try {
    await within(client, deadlineMs, () =>
      operatorService.addSearchAttributes({
        namespace,
        searchAttributes: Object.fromEntries(
          missing.map(([name, type]) => [name, indexedTypes[type]]),
        ),
      }),
    );
    return true;
  } catch (error) {
    // Another process added them at the same moment.
    if (grpcCodeOf(error) === grpcCodes.alreadyExists) return true;
    if (isRefusal(error)) return false;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  const code = grpcCodeOf(error);
  return code === grpcCodes.permissionDenied || code === grpcCodes.unimplemented;
}

import { DefaultFailureConverter } from "@temporalio/common";

/**
 * Puts messages and stacks of failures into payloads, so that the codec encrypts them. Loaded by
 * its path, by the SDK.
 */
export const failureConverter = new DefaultFailureConverter({ encodeCommonAttributes: true });

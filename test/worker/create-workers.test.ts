import { NativeConnection } from "@temporalio/worker";
import { expect, inject, test } from "vitest";
import { createAircallActivities } from "../../activities/index.ts";
import { stubMedia } from "../../bench/delivery/stub-media.ts";
import { createWorkers } from "../../worker/create-workers.ts";
import { newNamespace } from "../support/pipeline.ts";

test("where the worker of one queue cannot be made, the others let go of their connection", async () => {
  const address = inject("temporalAddress");
  const connection = await NativeConnection.connect({ address });
  const creation = createWorkers({
    // Refused by the worker of queue `workflows` alone: activities know no versions.
    version: { deploymentName: "", buildId: "" },
    connection,
    namespace: await newNamespace(address),
    aircallActivities: createAircallActivities(new Map()),
    mediaActivities: stubMedia,
    dataConverter: undefined,
    tracing: null,
    queueRate: null,
  });
  await expect(creation).rejects.toThrow();
  // Temporal's SDK refuses to close a connection that a worker holds.
  await connection.close();
});

import { inject, expect, test } from "vitest";
import { createTemporalClient } from "../../temporal/create-client.ts";
import { grpcCodeOf, grpcCodes } from "../../temporal/grpc-code.ts";
import { whenFound } from "../../temporal/when-found.ts";

test("the server's own refusals have their code, wrapped by the SDK or not, and what is not found is null", async () => {
  const client = createTemporalClient({
    connectionOptions: { address: inject("temporalAddress") },
    namespace: "default",
  });
  const wrapped: unknown = await client.workflow
    .count("NoSuchAttribute = 1")
    .catch((error) => error);
  expect(grpcCodeOf(wrapped)).toBe(grpcCodes.invalidArgument);
  const bare: unknown = await client.connection.workflowService
    .describeNamespace({ namespace: "" })
    .catch((error) => error);
  expect(grpcCodeOf(bare)).toBe(grpcCodes.invalidArgument);
  const handle = client.workflow.getHandle("no-such-workflow");
  expect(await whenFound(handle.describe())).toBeNull();
  expect(await whenFound(handle.signal("resume"))).toBeNull();
  // Another refusal is no "not found".
  const elsewhere = createTemporalClient({
    connectionOptions: { address: "127.0.0.1:1" },
    namespace: "default",
  });
  const away = elsewhere.withDeadline(Date.now() + 500, () =>
    whenFound(elsewhere.workflow.getHandle("x").describe()),
  );
  await expect(away).rejects.toThrow();
  await elsewhere.connection.close();
  await client.connection.close();
});

test("an error of our own has no code", () => {
  expect(grpcCodeOf(new Error("x", { cause: new Error("y") }))).toBeNull();
  expect(grpcCodeOf("x")).toBeNull();
  expect(grpcCodeOf(Object.assign(new Error("x"), { code: "ENOENT" }))).toBeNull();
});

import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** Variables of a process that has a credential, a folder of its own, and no Temporal server. */
export async function bareEnvironment(): Promise<NodeJS.ProcessEnv> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-start-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));
  return {
    AFTERBEEP_DATA: folder,
    AIRCALL_API_ID: "id",
    AIRCALL_API_TOKEN: "token",
    AIRCALL_WEBHOOK_TOKEN: "hook",
    TEMPORAL_ADDRESS: "127.0.0.1:1",
    WEBHOOK_PORT: "0",
  };
}

/** A port that somebody else has. */
export async function takenPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Client } from "@temporalio/client";
import { openVoicemails as openQuery } from "../../client/ask/voicemail-queries.ts";
import { defaultAccount } from "../../domain/account/account-id.ts";
import { startFakeAircall, type FakeAircall } from "../../stage/fake-aircall.ts";
import { findCli, startKillableTemporal } from "../../stage/killable-temporal.ts";
import { openStage, type Stage } from "../../stage/open-stage.ts";
import { createTemporalClient } from "../../temporal/create-client.ts";

/** A Temporal server and a fake Aircall of a measurement's own, and processes of the product around them. */
export interface BenchStage extends Omit<Stage<FakeAircall>, "close" | "supervise"> {
  readonly client: Client;
  readonly address: string;
  readonly control: FakeAircall["control"];
  readonly close: () => Promise<void>;
}

/** @param env variables for the product's processes, beside those that join the parts */
export async function openBenchStage(env: NodeJS.ProcessEnv = {}): Promise<BenchStage> {
  const folder = await mkdtemp(join(tmpdir(), "afterbeep-bench-"));
  const { PATH, HOME } = process.env;
  const cli = await findCli(process.env);
  const temporal = await startKillableTemporal(cli.path, folder);
  const { address } = temporal;
  const aircall = await startFakeAircall({ PATH, HOME });
  const client = createTemporalClient({ connectionOptions: { address }, namespace: "default" });
  const { close, ...stage } = openStage({
    aircall,
    folder,
    temporal,
    env: { PATH, HOME, ...env },
    webhooks: false,
  });
  return {
    ...stage,
    client,
    address,
    control: aircall.control,
    close: async () => {
      // A measured backlog is not worked off.
      await close("SIGKILL");
      await client.connection.close();
      aircall.stop();
      await temporal.stop();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** How many voicemails' workflows run. */
export async function openVoicemails(client: Client): Promise<number> {
  return (await client.workflow.count(openQuery(defaultAccount))).count;
}

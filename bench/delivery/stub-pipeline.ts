import type { Client } from "@temporalio/client";
import type { NativeConnection } from "@temporalio/worker";
import { createAiPackage } from "../../activities/ai-package.ts";
import { createAircallActivities } from "../../activities/index.ts";
import { createAircallClient } from "../../aircall/client.ts";
import { createPacer } from "../../aircall/http/pacer.ts";
import { announceVoicemail } from "../../client/start/announce-voicemail.ts";
import { defaultAccount } from "../../domain/account/account-id.ts";
import { workflowIdFor } from "../../domain/wire.ts";
import { setThrottle } from "../../temporal/throttle.ts";
import { createWorkers } from "../../worker/create-workers.ts";
import type { BenchStage } from "./stage.ts";
import { stubMedia } from "./stub-media.ts";

const unlimited = 100_000;

const budgets = { assetWaitMs: 60_000, recordingMs: 60_000, transcriptionMs: 60_000 };

/** Workers with everything but engines, and without a limit. */
export async function startStubPipeline(
  { client, aircall, control }: BenchStage,
  connection: NativeConnection,
): Promise<() => Promise<void>> {
  await control("PATCH", "settings", { requestsPerMinute: 1_000_000 });
  await setThrottle(client, defaultAccount, unlimited);
  const aircallClient = createAircallClient({
    baseUrl: aircall.url,
    credential: { apiId: aircall.apiId, apiToken: aircall.apiToken },
    pacer: createPacer(unlimited),
  });
  const account = {
    client: aircallClient,
    tags: new Map(),
    aiPackage: createAiPackage(),
    dryRun: false,
    serves: () => true,
    isOurWebhook: () => false,
    onUnknownCall: () => {},
  };
  const workers = await createWorkers({
    version: null,
    connection,
    namespace: "default",
    aircallActivities: createAircallActivities(new Map([[defaultAccount, account]])),
    mediaActivities: stubMedia,
    dataConverter: undefined,
    tracing: null,
    queueRate: null,
  });
  const running = workers.run();
  return async () => {
    workers.stop();
    await running;
    await aircallClient.close();
  };
}

/** Leaves a voicemail without telling anyone. */
export async function leaveStub({ control }: BenchStage): Promise<number> {
  const media = { kind: "empty" };
  const left = (await control("POST", "voicemails", { media, events: [] })) as { callId: number };
  return left.callId;
}

/** Starts its workflow as a receiver does, and waits for its end. */
export async function deliverStub(client: Client, callId: number): Promise<void> {
  const acceptedAt = Date.now();
  const call = { account: defaultAccount, callId, acceptedAt, origin: "live" } as const;
  await announceVoicemail(client, call, { budgets, searchable: true });
  await client.workflow.getHandle(workflowIdFor(defaultAccount, callId)).result();
}

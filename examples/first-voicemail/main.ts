/*
 * A voicemail from its recording to the comment, on this machine alone: a fake Aircall, a Temporal
 * server, receiver and workers.
 *
 *   node examples/first-voicemail/main.ts
 */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { startFakeAircall } from "../../stage/fake-aircall.ts";
import { openStage } from "../../stage/open-stage.ts";

const { PATH, HOME } = process.env;
await using opened = new AsyncDisposableStack();
const folder = await mkdtemp(join(tmpdir(), "afterbeep-example-"));
opened.defer(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }));

const aircall = await startFakeAircall({ PATH, HOME });
opened.defer(() => aircall.stop());
// Without a server that is named, `up` brings its own.
const stage = openStage({ aircall, folder, temporal: null, env: { PATH, HOME } });
opened.defer(() => stage.close());
await stage.start("up");

const callId = await aircall.leaveVoicemail({
  media: { sample: "urgent.mp3" },
  from: "+44 20 7946 0958",
});
let comment: string | undefined;
while (comment === undefined) {
  await delay(200);
  comment = (await aircall.call(callId)).comments[0]?.content;
}
process.stdout.write(`${comment}\n`);

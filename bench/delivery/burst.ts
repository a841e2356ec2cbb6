import { setTimeout as delay } from "node:timers/promises";
import type { Row } from "../publish.ts";
import { openBenchStage, openVoicemails } from "./stage.ts";

const burst = 200;

/** More than engines can follow: reads are old before what they found is heard. */
const requestsPerMinute = 1_200;

/** How many requests a voicemail takes when many are left at once, with real speech. */
export async function measureBurst(voicemails = burst): Promise<readonly Row[]> {
  const stage = await openBenchStage({ AIRCALL_REQUESTS_PER_MINUTE: String(requestsPerMinute) });
  try {
    await stage.control("PATCH", "settings", { requestsPerMinute });
    await stage.start("receiver");
    await stage.start("worker");
    const path = new URL("../../simulator/voicemails/calm.mp3", import.meta.url).pathname;
    const from = Date.now();
    for (let left = 0; left < voicemails; left++) {
      const media = { kind: "file", path };
      const { callId } = (await stage.control("POST", "voicemails", { media, events: [] })) as {
        callId: number;
      };
      const event = "call.voicemail_left";
      const body = JSON.stringify({ event, token: stage.token, data: { id: callId } });
      await fetch(stage.webhookUrl(), { method: "POST", body });
    }
    const delivered = async (): Promise<number> => {
      const calls = (await stage.control("GET", "calls")) as { comments: readonly unknown[] }[];
      return calls.filter(({ comments }) => comments.length > 0).length;
    };
    while ((await delivered()) < voicemails || (await openVoicemails(stage.client)) > 0) {
      await delay(1_000);
    }
    const seconds = (Date.now() - from) / 1_000;
    const { requests } = (await stage.control("GET", "requests")) as {
      requests: readonly { readonly path: string }[];
    };
    const ofCalls = requests.filter(({ path: asked }) => asked.startsWith("/v1/calls/")).length;
    return [
      {
        figure: `requests a voicemail in a burst of ${voicemails}, real speech, ${seconds.toFixed(0)} s in all`,
        value: (ofCalls / voicemails).toFixed(2),
        aim: "<= 3.2",
      },
    ];
  } finally {
    await stage.close();
  }
}

/** By itself: `node bench/delivery/burst.ts [voicemails]` prints the figure and publishes nothing. */
if (import.meta.main) {
  for (const { figure, value } of await measureBurst(Number(process.argv[2] ?? burst))) {
    process.stdout.write(`${figure}: ${value}\n`);
  }
}

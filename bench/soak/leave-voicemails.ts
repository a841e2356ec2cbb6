import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { FakeAircall } from "../../stage/fake-aircall.ts";

export interface LeaveOptions {
  readonly aircall: FakeAircall;
  /** From 0 to 1. */
  readonly next: () => number;
  readonly voicemails: number;
  readonly spanMs: number;
  /** Gets the id of each call. */
  readonly callIds: number[];
}

const samples = [
  "calm.mp3",
  "urgent.mp3",
  "human-goforward.mp3",
  "outage.mp3",
  "thanks.mp3",
  "spam.mp3",
  "silent.mp3",
  "human-cards.mp3",
  "french.mp3",
  "long.mp3",
];

/** What one voicemail in five meets, of the path of its call or of its recording. */
const faults: readonly ((callId: number) => object)[] = [
  (id) => ({ method: "POST", path: `/calls/${id}/comments$`, kind: "reset", when: "after" }),
  (id) => ({ method: "POST", path: `/calls/${id}/comments$`, kind: "reset" }),
  (id) => ({ method: "POST", path: `/calls/${id}/comments$`, kind: "status", status: 500 }),
  (id) => ({
    method: "POST",
    path: `/calls/${id}/comments$`,
    kind: "status",
    status: 502,
    when: "after",
    html: true,
  }),
  (id) => ({
    method: "POST",
    path: `/calls/${id}/comments$`,
    kind: "reset",
    when: "late",
    delayMs: 5_000,
  }),
  (id) => ({ method: "GET", path: `/calls/${id}$`, kind: "status", status: 503, count: 2 }),
  (id) => ({
    method: "GET",
    path: `/calls/${id}$`,
    kind: "status",
    status: 429,
    resetInSeconds: 2,
  }),
  (id) => ({ method: "POST", path: `/calls/${id}/tags$`, kind: "status", status: 500 }),
  (id) => ({ method: "GET", path: `/media/.*${id}`, kind: "reset" }),
  (id) => ({ method: "GET", path: `/media/.*${id}`, kind: "status", status: 503, html: true }),
];

/** Leaves voicemails over a span, now one, now some at once. */
export async function leaveVoicemails(options: LeaveOptions): Promise<void> {
  const { aircall, next, voicemails, spanMs, callIds } = options;
  const between = spanMs / voicemails;
  for (let left = 0; left < voicemails; left++) {
    const sample = samples[Math.floor(next() * samples.length)] ?? "calm.mp3";
    const path = fileURLToPath(new URL(`../../simulator/voicemails/${sample}`, import.meta.url));
    const { callId } = (await aircall.control("POST", "voicemails", {
      media: { kind: "file", path },
      events: [],
    })) as { callId: number };
    callIds.push(callId);
    if (next() < 0.2) {
      const fault = faults[Math.floor(next() * faults.length)];
      if (fault) await aircall.control("POST", "faults", fault(callId));
    }
    if (next() >= 0.1) {
      await aircall.control("POST", `calls/${callId}/events`, {
        events: [
          { event: "call.voicemail_left", times: 2 },
          { event: "call.voicemail_left", afterMs: Math.round(next() * 9_000) },
          { event: "call.comm_assets_generated", afterMs: Math.round(next() * 3_000), times: 2 },
        ],
      });
    }
    // Five at once now and then, as after lunch.
    await delay(left % 10 < 5 ? 0 : between * 2 * (0.5 + next()));
  }
}

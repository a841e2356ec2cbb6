import { randomBytes } from "node:crypto";
import { z } from "zod";
import { emit } from "../webhooks/delivery.ts";
import { mediaSchema } from "../recordings/media.ts";
import { pause } from "../../http/pause.ts";
import type { SimulatedCall } from "./call.ts";
import type { State } from "../state.ts";

/** One event of a voicemail's story. */
export const eventSchema = z.strictObject({
  event: z.string(),
  /** Since the caller hung up, in milliseconds, not scaled. */
  afterMs: z.number().min(0).default(0),
  /** Whether its payload shows the voicemail. */
  shows: z.boolean().default(true),
  times: z.number().int().positive().default(1),
  /** Somebody else's token. */
  token: z.string().optional(),
  /** How much older the payload claims to be: its timestamp, and the clock of its link. */
  staleMs: z.number().min(0).default(0),
  /** How long it lies about between being built and being sent: long enough, its link is dead on arrival. */
  holdMs: z.number().min(0).default(0),
});

/** What may be said of a voicemail that is to be left. */
export const voicemailSchema = z.strictObject({
  media: mediaSchema,
  from: z.string().default("+44 20 7946 0958"),
  /** ISO country of the line that is called. */
  country: z.string().default("GB"),
  contactId: z.number().int().nullish(),
  ringSeconds: z.number().int().min(0).default(17),
  /** The recording appears only after this long. */
  assetAfterMs: z.number().min(0).default(0),
  /** Reads and payloads that show no voicemail yet. */
  hiddenReads: z.number().int().min(0).default(0),
  hiddenPayloads: z.number().int().min(0).default(0),
  /** Instead of the usual events; an empty list delivers nothing. */
  events: z.array(eventSchema).optional(),
  comments: z.array(z.string()).default([]),
  startedAt: z.number().int().optional(),
});

export type VoicemailWish = z.infer<typeof voicemailSchema>;

/** Seconds since the hang-up, as captured of a real missed call. */
const story = [
  { event: "call.created", after: 0, shows: false },
  { event: "call.ringing_on_agent", after: 0, shows: false },
  { event: "call.hungup", after: 0, shows: false },
  { event: "call.ended", after: 30, shows: true },
  { event: "call.voicemail_left", after: 33, shows: true },
  { event: "call.comm_assets_generated", after: 35, shows: true },
];

/** A caller leaves a voicemail: the call exists at once, its events follow. */
export function leaveVoicemail(state: State, wish: VoicemailWish): SimulatedCall {
  const call = createCall(state, wish);
  const usual = story.map(({ event, after, shows }) =>
    eventSchema.parse({ event, shows, afterMs: after * 1_000 * state.settings.eventTimeScale }),
  );
  sendEvents(state, call, wish.events ?? usual);
  return call;
}

/** Sends events about a call, each after its own time. */
export function sendEvents(
  state: State,
  call: SimulatedCall,
  events: readonly z.infer<typeof eventSchema>[],
): void {
  for (const { event, afterMs, ...options } of events) {
    void later(state, afterMs, () => emit(state, event, call, options));
  }
}

function createCall(state: State, wish: VoicemailWish): SimulatedCall {
  const startedAt = wish.startedAt ?? Math.floor(Date.now() / 1000) - wish.ringSeconds;
  const line = state.numbers.find(({ country }) => country === wish.country) ?? state.numbers[0];
  if (!line) throw new Error("the company has no numbers");
  const call: SimulatedCall = {
    id: state.nextId("call"),
    sid: `CA${randomBytes(16).toString("hex")}`,
    startedAt,
    endedAt: startedAt + wish.ringSeconds,
    rawDigits: wish.from,
    line,
    contactId: wish.contactId ?? null,
    mediaHash: randomBytes(16).toString("hex"),
    media: wish.assetAfterMs > 0 ? null : wish.media,
    hiddenReads: wish.hiddenReads,
    hiddenPayloads: wish.hiddenPayloads,
    comments: wish.comments.map((content) => ({
      id: state.nextId("comment"),
      content,
      posted_at: startedAt,
      posted_by: { id: 456, name: "Ada Fox" },
    })),
    tags: [],
    archived: false,
    ai: new Map(),
  };
  state.calls.set(call.id, call);
  if (wish.assetAfterMs > 0) {
    void later(state, wish.assetAfterMs, () => {
      call.media = wish.media;
    });
  }
  return call;
}

async function later(state: State, ms: number, act: () => void): Promise<void> {
  if (await pause(state, ms)) act();
}

import { randomBytes } from "node:crypto";
import { z } from "zod";
import { emit } from "../webhooks/delivery.ts";
import { mediaSchema } from "../recordings/media.ts";
import { pause } from "../../http/pause.ts";
import type { SimulatedCall } from "./call.ts";
import type { State } from "../state.ts";
import { firstAgent } from "../users/user.ts";
import {
  transcribe,
  transcriptionCreated,
  transcriptionSchema,
  type TranscriptionOptions,
} from "./transcription.ts";

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
  /** What Aircall's own AI makes of it, where the package is bought. */
  transcription: transcriptionSchema.optional(),
});

export type VoicemailOptions = z.infer<typeof voicemailSchema>;

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
export function leaveVoicemail(state: State, options: VoicemailOptions): SimulatedCall {
  const call = createCall(state, options);
  const usual = story.map(({ event, after, shows }) =>
    eventSchema.parse({ event, shows, afterMs: after * 1_000 * state.settings.eventTimeScale }),
  );
  sendEvents(state, call, options.events ?? usual);
  if (options.transcription) transcribeLater(state, call, options.transcription);
  return call;
}

/** Aircall's own AI transcribes a call, if the package is bought when it comes to that, and tells of it. */
export function transcribeLater(
  state: State,
  call: SimulatedCall,
  options: TranscriptionOptions,
): void {
  void later(state, options.afterMs, () => {
    if (!state.settings.aiEnabled) return;
    transcribe(state, call, options);
    if (options.announced) emit(state, transcriptionCreated, call);
  });
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

function createCall(state: State, options: VoicemailOptions): SimulatedCall {
  const startedAt = options.startedAt ?? Math.floor(state.now() / 1_000) - options.ringSeconds;
  const line = state.numbers.find(({ country }) => country === options.country) ?? state.numbers[0];
  if (!line) throw new Error("the company has no numbers");
  const call: SimulatedCall = {
    id: state.nextId("call"),
    sid: `CA${randomBytes(16).toString("hex")}`,
    startedAt,
    endedAt: startedAt + options.ringSeconds,
    rawDigits: options.from,
    line,
    contactId: options.contactId ?? null,
    mediaHash: randomBytes(16).toString("hex"),
    media: options.assetAfterMs > 0 ? null : options.media,
    hiddenReads: options.hiddenReads,
    hiddenPayloads: options.hiddenPayloads,
    comments: options.comments.map((content) => ({
      id: state.nextId("comment"),
      content,
      posted_at: startedAt,
      posted_by: firstAgent(state),
    })),
    tags: [],
    archived: false,
    ai: new Map(),
  };
  state.calls.set(call.id, call);
  if (options.assetAfterMs > 0) {
    void later(state, options.assetAfterMs, () => {
      call.media = options.media;
    });
  }
  return call;
}

async function later(state: State, ms: number, act: () => void): Promise<void> {
  if (await pause(state, ms)) act();
}

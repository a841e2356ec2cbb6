import { z } from "zod";
import type { State } from "../state.ts";
import { firstAgent } from "../users/user.ts";
import type { SimulatedCall } from "./call.ts";

const utterance = z.strictObject({
  start_time: z.number().min(0),
  end_time: z.number().min(0),
  text: z.string(),
  participant_type: z.enum(["external", "internal", "ai_voice_agent"]).default("external"),
});

/** What Aircall's own AI is to make of a call. */
export const transcriptionSchema = z.strictObject({
  /** The transcript is there only after this long, and then announced. */
  afterMs: z.number().min(0).default(0),
  /** Whether `transcription.created` is sent. */
  announced: z.boolean().default(true),
  type: z.enum(["call", "voicemail"]).default("voicemail"),
  language: z.string().default("en"),
  utterances: z.array(utterance),
});

export type TranscriptionOptions = z.infer<typeof transcriptionSchema>;

export const transcriptionCreated = "transcription.created";

/** Puts a transcript beside the call, as its API shows it. */
export function transcribe(
  state: State,
  call: SimulatedCall,
  { type, language, utterances }: TranscriptionOptions,
): void {
  call.ai.set("transcription", {
    id: state.nextId("transcription"),
    call_id: call.id,
    call_created_at: createdAt(call),
    type,
    content: {
      language,
      utterances: utterances.map((one) => ({
        ...one,
        ...whose(state, one.participant_type, call),
      })),
    },
  });
}

function whose(state: State, type: string, call: SimulatedCall): object {
  if (type === "internal") return { user_id: firstAgent(state)?.id ?? null };
  return type === "external" ? { phone_number: call.rawDigits } : { ai_voice_agent_id: 1 };
}

function createdAt({ startedAt }: SimulatedCall): string {
  return new Date(startedAt * 1_000).toISOString();
}

const made = z.looseObject({ id: z.number(), type: z.string() });

/** `data` of the event: the object without its text, which must be read. */
export function transcriptionNews(call: SimulatedCall): object {
  const { data } = made.safeParse(call.ai.get("transcription"));
  return {
    id: data?.id ?? call.id,
    call_id: call.id,
    call_uuid: call.sid,
    call_created_at: createdAt(call),
    type: data?.type ?? "voicemail",
    number_id: call.line.id,
    participants: [{ type: "external", phone_number: call.rawDigits }],
  };
}

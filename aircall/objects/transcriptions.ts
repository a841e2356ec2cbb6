import { z } from "zod";
import type { Limits, Send } from "../http/transport.ts";

const utteranceSchema = z.looseObject({
  /** Seconds. */
  start_time: z.number().nullish().catch(null),
  end_time: z.number().nullish().catch(null),
  text: z.string().nullish(),
  /** `external`: the caller; `internal`: a user; `ai_voice_agent`. */
  participant_type: z.string().nullish(),
});

const transcriptionSchema = z.looseObject({
  /** `call` or `voicemail`. */
  type: z.string().nullish(),
  content: z
    .looseObject({
      /** `en`, `fr-FR`, … */
      language: z.string().nullish(),
      utterances: z.array(utteranceSchema).nullish(),
    })
    .nullish(),
});

export type AircallTranscription = z.infer<typeof transcriptionSchema>;

export interface TranscriptionRequests {
  /**
   * What Aircall AI wrote down of a call. 404: nothing, or nothing yet. 403: the account has no
   * Aircall AI; that says nothing of the credential.
   */
  readonly get: (callId: number, limits?: Limits) => Promise<AircallTranscription>;
}

const transcriptionAnswer = z.looseObject({ transcription: transcriptionSchema });

export function transcriptionRequests(send: Send): TranscriptionRequests {
  return {
    get: async (callId, limits) => {
      const path = `/v1/calls/${callId}/transcription`;
      const options = { mayBeForbidden: true, ...limits };
      return (await send("GET", path, transcriptionAnswer, options)).transcription;
    },
  };
}

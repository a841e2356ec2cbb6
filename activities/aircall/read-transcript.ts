import { AircallHttpError } from "../../aircall/http/errors.ts";
import type { AircallTranscription } from "../../aircall/objects/transcriptions.ts";
import type { AircallActivities, AircallHearing } from "../../domain/activities/aircall.ts";
import type { Speaker } from "../../domain/voicemail/transcript.ts";
import { checkTranscript, type GivenTranscript } from "../../speech/given/check-transcript.ts";
import { aircallStep, type Desk } from "./step.ts";

/** That there is no transcript, or no Aircall AI, is an answer: the next engine takes over. */
export function readTranscriptStep(desk: Desk): AircallActivities["readTranscript"] {
  return aircallStep(desk, async ({ client, aiPackage }, { callId, durationSeconds }, limits) => {
    if (aiPackage.isRefused()) return notTaken(noPackage);
    try {
      const read = await client.transcriptions.get(callId, limits);
      aiPackage.note(true);
      return hearingOf(read, durationSeconds);
    } catch (error) {
      const status = error instanceof AircallHttpError ? error.status : null;
      if (status !== 403 && status !== 404) throw error;
      aiPackage.note(status !== 403);
      return notTaken(status === 403 ? noPackage : "Aircall has no transcript of it");
    }
  });
}

const noPackage = "the account has no Aircall AI";

function notTaken(reason: string): AircallHearing {
  return { hearing: null, reason };
}

function hearingOf(
  { type, content }: AircallTranscription,
  durationSeconds: number,
): AircallHearing {
  if (type && type !== "voicemail") return notTaken("Aircall's transcript is of another recording");
  const { hearing, doubts } = checkTranscript(toGiven(content), durationSeconds);
  return hearing ? { hearing } : notTaken(doubts.join(", "));
}

function toGiven(content: AircallTranscription["content"]): GivenTranscript {
  return {
    engine: "aircall",
    language: content?.language ?? null,
    utterances: (content?.utterances ?? []).map(
      ({ start_time: start, end_time: end, text, participant_type: type }) => ({
        start: start ?? null,
        end: end ?? null,
        text: text ?? "",
        speaker: speakers.get(type ?? "") ?? "caller",
      }),
    ),
  };
}

/** Whoever is none of these is the caller: a caller's words must not be lost. */
const speakers: ReadonlyMap<string, Speaker> = new Map([
  ["internal", "agent"],
  ["ai_voice_agent", "voice agent"],
]);

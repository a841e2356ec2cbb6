import type { Outcome } from "./outcome.ts";
import type { Assessment } from "./verdict.ts";

/** Every tag that we put on a call. Wire names: people filter by them. */
export const tagNames = {
  voicemail: "voicemail",
  urgent: "voicemail:urgent",
  negative: "voicemail:negative",
  spam: "voicemail:spam",
  listen: "voicemail:listen",
  empty: "voicemail:empty",
} as const;

/** From this urgency level on a voicemail is tagged urgent. */
export const urgentFrom = 4;

/** The tags of a voicemail, by its outcome and, where there is one, its verdict. */
export function tagsFor(outcome: Outcome, assessment: Assessment): readonly string[] {
  switch (outcome) {
    case "transcribed":
      return [tagNames.voicemail, ...verdictTags(assessment)];
    case "empty":
      return [tagNames.voicemail, tagNames.empty];
    case "doubtful":
    case "unreadable":
    case "untranscribed":
    case "missing":
      return [tagNames.voicemail, tagNames.listen];
  }
}

function verdictTags(assessment: Assessment): readonly string[] {
  if (assessment.status === "unclassified") return [tagNames.listen];
  const { urgency, sentiment, category } = assessment;
  return [
    ...(urgency.level >= urgentFrom ? [tagNames.urgent] : []),
    ...(sentiment.label === "negative" ? [tagNames.negative] : []),
    ...(category === "spam" || category === "robocall" ? [tagNames.spam] : []),
  ];
}

import type { Category, Intent } from "../domain/voicemail/verdict.ts";
import { topicRules } from "./rules/load-rules.ts";

/** Topics of situations that say by when, and not what. */
const moments: readonly string[] = ["this week", "deadline today"];

/** Intents that a thing says better: an invoice is more than billing. */
const vague: readonly Intent[] = ["other", "callback", "billing", "sales"];

/**
 * What a voicemail is about, in a word or two of ours.
 *
 * @param situation the topic of what makes it urgent; null where nothing does
 */
export function topicOf(
  text: string,
  category: Category,
  intent: Intent,
  situation: string | null,
): string {
  if (category === "spam" || category === "robocall") return thingIn(text, "pitches") ?? category;
  if (category !== "genuine") return category.replaceAll("_", " ");
  const isMoment = situation !== null && moments.includes(situation);
  if (situation !== null && !isMoment) return situation;
  const thing = vague.includes(intent) ? (thingIn(text, "business") ?? intent) : intent;
  if (situation === null) return thing;
  return thing === "other" || thing === "callback" ? situation : `${thing}, ${situation}`;
}

function thingIn(text: string, kind: "pitches" | "business"): string | null {
  return topicRules()[kind].find(({ pattern }) => pattern.test(text))?.topic ?? null;
}

import type { SimulatedCall } from "./call.ts";
import type { State } from "../state.ts";

const commentCeiling = 5;

/** Aircall strips emoji without a word. */
const emoji =
  /\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|\p{Variation_Selector}|\u{200D}/gu;

export function withoutEmoji(text: string): string {
  return text.replaceAll(emoji, "");
}

/** Adds a comment; false when five stand already. */
export function addComment(
  state: State,
  call: SimulatedCall,
  content: string,
  postedBy: object | null = null,
): boolean {
  if (call.comments.length >= commentCeiling) return false;
  call.comments.push({
    id: state.nextId("comment"),
    content: withoutEmoji(content),
    posted_at: Math.floor(state.now() / 1_000),
    posted_by: postedBy,
  });
  return true;
}

/** Sets tags by id; false when one is unknown, and then none is set. */
export function addTags(state: State, call: SimulatedCall, ids: readonly number[]): boolean {
  if (!ids.every((id) => state.tags.has(id))) return false;
  if (state.settings.tagsReplace) call.tags.length = 0;
  for (const id of new Set(ids)) {
    if (call.tags.some((tag) => tag.id === id)) continue;
    call.tags.push({ id, taggedAt: Math.floor(state.now() / 1_000) });
  }
  return true;
}

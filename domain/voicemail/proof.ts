import { commentCeiling } from "../aircall-limits.ts";
import type { Call } from "../aircall-object/call.ts";
import { markerIn } from "./marker.ts";
import { tagNames } from "./tags.ts";

/**
 * How a voicemail was delivered: by a comment, or by tags alone where a call takes no more
 * comments.
 */
export type Via = "comment" | "tags";

/** What of a call proves a delivery. */
export type Proof = Pick<Call, "markers" | "commentCount"> & {
  readonly tags: readonly { readonly name: string }[];
};

/** Our markers among comments, each the whole last line of one. */
export function markersIn(
  comments: readonly (string | null | undefined)[],
  callId: number,
): readonly string[] {
  return comments.flatMap((comment) => markerIn(comment ?? "", callId) ?? []);
}

/**
 * How a voicemail was delivered, by what stands on its call: the marker, or, where five comments
 * stand already, one of our tags. Null when it was not.
 *
 * @param marker the one to look for; any of ours when left out
 */
export function deliveredVia({ markers, commentCount, tags }: Proof, marker?: string): Via | null {
  if (marker === undefined ? markers.length > 0 : markers.includes(marker)) return "comment";
  const ours: readonly string[] = Object.values(tagNames);
  const tagged = tags.some(({ name }) => ours.includes(name.toLowerCase()));
  return tagged && commentCount >= commentCeiling ? "tags" : null;
}

/** Whether one delivery was made twice. */
export function isDoubled(markers: readonly string[]): boolean {
  return new Set(markers).size < markers.length;
}

/**
 * The whole last line of our comment: on Aircall's side the permanent proof that a voicemail was
 * delivered, also long after Temporal has forgotten the workflow. A wire name.
 *
 * @param delivery 1 for the first comment, 2 and up after an operator's retry
 */
export function markerFor(callId: number, delivery = 1): string {
  return delivery === 1 ? `afterbeep:${callId}` : `afterbeep:${callId}/${delivery}`;
}

/** The marker that stands as the last line of a comment, or null when the comment is not ours. */
export function markerIn(comment: string, callId: number): string | null {
  const text = comment.trimEnd();
  const lastLine = text.slice(text.lastIndexOf("\n") + 1).trim();
  const [start, delivery] = lastLine.split("/");
  if (start !== `afterbeep:${callId}`) return null;
  return delivery === undefined || /^[1-9]\d*$/.test(delivery) ? lastLine : null;
}

/** The number of the next delivery: one more than the highest that stands. */
export function nextDelivery(markers: readonly string[]): number {
  const numbers = markers.map((marker) => Number(marker.split("/")[1] ?? 1));
  return Math.max(0, ...numbers) + 1;
}

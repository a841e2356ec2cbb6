import { markersIn, type Proof } from "../domain/voicemail/proof.ts";
import type { AircallCall } from "./objects/calls.ts";

/** What of a call as Aircall gives it proves a delivery. */
export function proofOf({ id, comments, tags }: AircallCall): Proof {
  const texts = (comments ?? []).map(({ content }) => content);
  return { markers: markersIn(texts, id), commentCount: texts.length, tags: tags ?? [] };
}

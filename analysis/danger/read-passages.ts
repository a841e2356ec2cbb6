import { asRead } from "../learned/as-read.ts";
import { withoutOrders } from "../orders.ts";
import type { Chances, DangerReader } from "./danger-reader.ts";
import { passagesOf, type Passage } from "./passages.ts";

/** Some three minutes of speech, and less than a second of the reader's time. */
const mostPassages = 64;

/**
 * Every passage of a text with the chances that it tells of danger. Of a text that nobody speaks, for its length, only those that are
 * worth most.
 *
 * @param worth of a passage: more is read first
 * @throws when the model does not load
 */
export async function readPassages(
  text: string,
  reader: DangerReader,
  worth: (passage: Passage) => number,
): Promise<readonly (Passage & Chances)[]> {
  const passages = mostWorth(passagesOf(withoutOrders(text)), worth);
  const chances = await reader.read(passages.map((passage) => asRead(passage.text)));
  return passages.map((passage, at) => ({
    ...passage,
    ...(chances[at] ?? { danger: 0, urgent: 0 }),
  }));
}

function mostWorth(
  passages: readonly Passage[],
  worth: (passage: Passage) => number,
): readonly Passage[] {
  if (passages.length <= mostPassages) return passages;
  return passages
    .map((passage) => ({ passage, is: worth(passage) }))
    .toSorted((one, other) => other.is - one.is)
    .slice(0, mostPassages)
    .map(({ passage }) => passage);
}

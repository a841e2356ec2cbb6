import { asRead } from "../learned/as-read.ts";
import { withoutOrders } from "../orders.ts";
import type { Chances, DangerReader } from "./danger-reader.ts";
import type { Span } from "../../text/windows.ts";
import { passagesOf, type Passage } from "./passages.ts";

/** Pairs of sentences: some four minutes of speech. Of sentences by themselves as many at most. */
const mostPassages = 64;

/** From here on what two sentences say together may be danger, or urgent: each is read by itself as well. */
const mayBeDanger = 0.05;
const mayBeUrgent = 0.2;

type Read = Passage & Chances;

/**
 * The passages of a text with the chances that they tell of danger: every two sentences side by
 * side, and of those that may tell of one, or that a rule names, each by itself. Of a text that
 * nobody speaks, for its length, only those that are worth most.
 *
 * @param worth of a passage: more is read first
 * @param named the words that a rule knows: also read from comma to comma, so that what stands beside
 *   them hides nothing
 * @throws when the model does not load
 */
export async function readPassages(
  text: string,
  reader: DangerReader,
  worth: (passage: Passage) => number,
  named: readonly Span[],
): Promise<readonly Read[]> {
  const read = async (given: readonly Passage[]): Promise<readonly Read[]> => {
    if (given.length === 0) return [];
    const passages = mostWorth(given, worth);
    const chances = await reader.read(passages.map((passage) => asRead(passage.text)));
    return passages.map((one, at) => ({ ...one, ...(chances[at] ?? { danger: 0, urgent: 0 }) }));
  };
  const passages = passagesOf(withoutOrders(text));
  const between = named.slice(0, mostPassages).map((span) => betweenCommas(text, span));
  if (passages.length === 1) return read([...between, ...passages]);
  const together = await read(passages.filter(({ alone }) => !alone));
  const doubted = together.filter(
    ({ danger, urgent }) => danger >= mayBeDanger || urgent >= mayBeUrgent,
  );
  const isDoubted = (one: Passage): boolean =>
    doubted.some(({ start, end }) => one.start >= start && one.end <= end);
  const within = passages.filter((one) => one.alone && isDoubted(one));
  return [...together, ...(await read([...between, ...within]))];
}

/** So far from the words that a rule knows, in letters, their clause reaches at most. */
const clauseReach = 150;

function betweenCommas(text: string, { start, end }: Span): Passage {
  const ahead = text.slice(Math.max(0, start - clauseReach), start);
  const said = ahead.split(/[.,;?!]/).at(-1) ?? "";
  const [behind = ""] = text.slice(end, end + clauseReach).split(/[.,;?!]/, 1);
  const place = { start: start - said.length, end: end + behind.length };
  return { ...place, text: text.slice(place.start, place.end).trim(), alone: true };
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

/** Anger in the caller's own words is theirs; trouble that someone else is upset about is not. */
const whoseFeelings =
  /\b(?:(?:he|she|they|my (?:boss|wife|husband|mother|father|mum|mom|dad|manager|neighbou?r|tenant|client|customer|colleague|landlord)|the (?:boss|client|customer|tenant|neighbou?rs?|manager))(?:'s| is| are|'re| was| were| got| gets| seems?| sounded| has been) (?:\w+ ){0,3})/i;

/** The same, at the end of what stands before a feeling. */
export const othersFeelings = new RegExp(`${whoseFeelings.source}$`, "i");

/** Whether a text speaks of somebody else's state at all. */
export function speaksOfOthers(text: string): boolean {
  return whoseFeelings.test(text);
}

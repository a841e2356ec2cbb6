import { slipsBetween } from "../../slips-between.ts";

/** What was probably meant, in other case, with other joints, or a slip or two away; null: nothing near. */
export function nearest(given: string, known: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replaceAll(/[_-]/g, "");
  const most = given.length < 3 ? 0 : given.length < 7 ? 1 : 2;
  const [best] = known
    .filter((one) => Math.abs(one.length - given.length) <= most + 2)
    .map((one) => ({ one, slips: slipsBetween(plain(given), plain(one)) }))
    .filter(({ slips }) => slips <= most)
    .toSorted((first, second) => first.slips - second.slips);
  return best?.one ?? null;
}

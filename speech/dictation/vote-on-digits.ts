import { spokenNumbers } from "../../text/numbers/spoken-digits.ts";
import type { SpeechEngine } from "../engines/engine.ts";
import { atSpeed, faster, slower, type Opinion } from "../second-opinion.ts";

/** What several readings of dictated digits agree on. */
export interface Vote {
  readonly text: string;
  /** Two readings had the same digits. */
  readonly agreed: boolean;
}

/**
 * Has dictated digits read until two readings have the same ones: a number that looks whole and is
 * wrong is the worst that can be heard. Of 51 numbers by real callers Tiny had 37 right at once and
 * 46 so, Base with Tiny 32 and 47; of those on which no two agreed, every other one was wrong.
 *
 * @param passes whether a reading can be what was said
 */
export async function voteOnDigits(
  opinion: Opinion,
  passes: (text: string) => boolean,
): Promise<Vote> {
  const { text, samples, signal } = opinion;
  const byDigits = new Map([[digitsOf(text), text]]);
  for (const [engine, speed] of othersOf(opinion)) {
    const reading = await engine.read(atSpeed(samples, speed), { signal });
    if (!passes(reading.text)) continue;
    const digits = digitsOf(reading.text);
    const same = digits === "" ? undefined : byDigits.get(digits);
    if (same !== undefined) return { text: same, agreed: true };
    byDigits.set(digits, reading.text);
  }
  return { text, agreed: false };
}

/** The likeliest to be right first. */
function othersOf({ engine, witness }: Opinion): readonly (readonly [SpeechEngine, number])[] {
  return witness
    ? [
        [witness, faster],
        [engine, faster],
        [witness, 1],
      ]
    : [
        [engine, faster],
        [engine, slower],
      ];
}

function digitsOf(text: string): string {
  return spokenNumbers(text)
    .map(({ digits }) => digits)
    .join("");
}

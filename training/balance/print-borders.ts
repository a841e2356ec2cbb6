import { weigh, type Balance } from "../../analysis/urgency/balance.ts";
import type { Text } from "../texts-to-learn.ts";

/** A message as it is weighed. */
export interface Weighable {
  readonly text: Text;
  readonly isLong: boolean;
  readonly signals: readonly number[];
}

const borders = [0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] as const;

/**
 * Prints what stands at which border: found and precision of whole voicemails; found and false
 * alarms of long messages.
 */
export function printBorders(
  side: keyof Balance,
  checked: readonly { readonly message: Weighable; readonly side: Balance["urgent"] }[],
): void {
  const least = side === "danger" ? 5 : 4;
  process.stdout.write(`${side}: found, precision; of long messages found, false alarms\n`);
  for (const border of borders) {
    const of = (isLong: boolean) => {
      const some = checked.filter(({ message }) => message.isLong === isLong);
      const is = some.filter(({ message }) => message.text.urgency >= least);
      const isNot = some.filter(({ message }) => message.text.urgency < least);
      const above = (list: typeof some): number =>
        list.filter((one) => weigh(one.side, one.message.signals) >= border).length;
      return { found: above(is), of: is.length, falsely: above(isNot), ofThese: isNot.length };
    };
    const [whole, long] = [of(false), of(true)];
    const share = (part: number, all: number): string => `${((100 * part) / all).toFixed(1)} %`;
    const cells = [
      share(whole.found, whole.of),
      share(whole.found, whole.found + whole.falsely),
      share(long.found, long.of),
      share(long.falsely, long.ofThese),
    ];
    process.stdout.write(`  ${border.toFixed(2)}: ${cells.join(", ")}\n`);
  }
}

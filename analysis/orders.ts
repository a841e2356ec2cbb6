import { once } from "../text/rules/once.ts";
import { rulesOf } from "./rules/read-rules.ts";

/**
 * Words to the machine: to forget its instructions, to mark the message so or so, to be an
 * assistant; and words that imitate ours, as nobody speaks.
 */
const orders = once(() => new RegExp(rulesOf("orders")("orders"), "gi"));

/** Whether a text speaks to the machine. */
export function hasOrders(text: string): boolean {
  return text.search(orders()) >= 0;
}

const clauseEnd = /[.!?,;\n]/;

/** A text without its clauses that speak to the machine, blanked out so that every other word keeps its place. */
export function withoutOrders(text: string): string {
  let left = "";
  let at = 0;
  for (const { 0: order, index } of text.matchAll(orders())) {
    const after = index + order.length;
    if (after <= at) continue;
    let start = Math.max(at, index);
    while (start > at && !clauseEnd.test(text.charAt(start - 1))) start--;
    const rest = text.slice(after).search(clauseEnd);
    const end = rest < 0 ? text.length : after + rest + 1;
    left += text.slice(at, start) + " ".repeat(end - start);
    at = end;
  }
  return left + text.slice(at);
}

/**
 * Words to the machine: to forget its instructions, to mark the message so or so, to be an assistant; and words that imitate
 * ours, as nobody speaks.
 */
const orders =
  /\b(?:ignore|disregard|forget|override)\b[^.!?]{0,40}\b(?:instructions?|rules?|prompts?|guidelines)\b|\b(?:mark|rate|classify|label|tag|flag|treat|categori[sz]e|score)\b[^.!?]{0,30}\b(?:this|it|me|the (?:call|message|voicemail))\b[^.!?]{0,20}\bas\b|\b(?:system prompt|language model|dear assistant|as an ai|you are (?:now )?an? (?:ai|assistant|bot))\b|\burgent \d\/5|\b(?:afterbeep|voicemail):\w|<\/?\w+/i;

/** Whether a text speaks to the machine. */
export function hasOrders(text: string): boolean {
  return orders.test(text);
}

const clauseEnd = /[.!?,;\n]/;

/** A text without its clauses that speak to the machine, blanked out so that every other word keeps its place. */
export function withoutOrders(text: string): string {
  let left = "";
  let at = 0;
  for (const { 0: order, index } of text.matchAll(new RegExp(orders.source, "gi"))) {
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

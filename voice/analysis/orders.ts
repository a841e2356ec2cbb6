/**
 * Words to the machine: to forget its instructions, to mark the message so or so, to be an assistant; and words that imitate
 * ours, as nobody speaks.
 */
const orders =
  /\b(?:ignore|disregard|forget|override)\b[^.!?]{0,40}\b(?:instructions?|rules?|prompts?|guidelines)\b|\b(?:mark|rate|classify|label|tag|flag|treat|categori[sz]e|score)\b[^.!?]{0,30}\b(?:this|it|me|the (?:call|message|voicemail))\b[^.!?]{0,20}\bas\b|\b(?:system prompt|language model|dear assistant|as an ai|you are (?:now )?an? (?:ai|assistant|bot))\b|\burgent \d\/5|\b(?:afterbeep|voicemail):\w|<\/?\w+/i;

/** A text without its clauses that speak to the machine, blanked out so that every other word keeps its place. */
export function withoutOrders(text: string): string {
  return [...text.matchAll(new RegExp(orders.source, "gi"))].reduce((left, { 0: order, index }) => {
    const start = text.slice(0, index).search(/[^.!?,;\n]*$/);
    const after = index + order.length;
    const end = after + (text.slice(after).match(/^[^.!?,;\n]*[.!?,;\n]?/)?.[0].length ?? 0);
    return left.slice(0, start) + " ".repeat(end - start) + left.slice(end);
  }, text);
}

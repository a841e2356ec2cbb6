import { readCardinal } from "./cardinal.ts";

/** What people count: a number of ten or more before it is written in digits. */
const counted = new Set(
  (
    "people guests adults children kids persons staff employees tenants students " +
    "seconds minutes hours days weeks months years miles kilometres kilometers metres meters feet inches " +
    "kilos kilograms grams milligrams litres liters gallons tons tonnes degrees acres " +
    "boxes pallets chairs tables rooms pages copies units items pieces bottles bags percent"
  ).split(" "),
);

/** Before a number: more of it, another one, or one that it is only near to. */
const unsure =
  /^(?:million|billion|point|hundred|thousand|or|to|oh|zero|double|triple|number|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|half|[a-z]+teen|[a-z]+ty)$/;
const fewest = 10;

/**
 * "Twenty five people" becomes "25 people", "thirty percent" "30%". Below ten, and where nothing
 * counted follows, words stay.
 */
export function writeQuantities(text: string): string {
  const words = [...text.matchAll(/[\p{L}']+/gu)].map(({ 0: word, index }) => ({
    word: word.toLowerCase(),
    start: index,
    end: index + word.length,
  }));
  const said = words.map(({ word }) => word);
  let written = "";
  let done = 0;
  for (let at = 0; at < words.length; at++) {
    const number = unsure.test(said[at - 1] ?? "") ? null : readCardinal(said, at);
    const [first, last, thing] = [
      words[at],
      words[at + (number?.used ?? 0) - 1],
      words[at + (number?.used ?? 0)],
    ];
    if (!number || !first || !last || !thing) continue;
    const stands =
      number.value >= fewest &&
      counted.has(thing.word) &&
      /^[\p{L}\s'-]+$/u.test(text.slice(first.start, thing.start));
    if (!stands) continue;
    const percent = thing.word === "percent";
    written += `${text.slice(done, first.start)}${number.value.toLocaleString("en-US")}${percent ? "%" : text.slice(last.end, thing.end)}`;
    done = thing.end;
    at += number.used;
  }
  return written + text.slice(done);
}

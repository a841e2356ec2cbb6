import { belowHundred } from "./cardinal.ts";
import { once } from "../rules/once.ts";
import { hourWord, minuteWord } from "./clock-times.ts";

/** "pm", "p.m.", "p m". */
const half = "(?: (?:[ap]\\.m\\.?|[ap] ?m\\b)(?! i\\b))";
const noMore =
  "(?![\\w-]|[ -](?:oh|zero|hundred|thousand|million|point|percent|quarters?|[a-z]+ty\\b|[a-z]+teen\\b|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\\b)";
/** "At two fifty a kilo" is a price. */
const noPrice =
  "(?! (?:an?|per|each|for|apiece|dollars?|pounds?|euros?|bucks|quid|cents|pence)\\b)";

/** Surely a time, whatever stands before it: "half past three", "quarter to nine", "twenty past four". */
const past = once(
  () =>
    new RegExp(
      `\\b(?:(half) past|(?:a )?(quarter) (past|to)|(five|ten|twenty(?:[ -]five)?) past) (${hourWord()})${noMore}`,
      "gi",
    ),
);
const behindPreposition = once(
  () =>
    new RegExp(
      `\\b(at|by|before|until|till) (${hourWord()})[ -](${minuteWord()})${noMore}${noPrice}`,
      "gi",
    ),
);
const withHalf = once(
  () => new RegExp(`\\b(${hourWord()})(?:[ -](${minuteWord()}))?(${half})`, "gi"),
);

/**
 * Writes a time of day where it surely is one: "half past three" becomes "3:30", "at seven thirty"
 * "at 7:30", "six p m" "6 pm".
 */
export function writeTimes(text: string): string {
  return text
    .replaceAll(
      past(),
      (
        _said: string,
        isHalf?: string,
        quarter?: string,
        to?: string,
        minutes?: string,
        hour = "",
      ) => {
        const minute =
          isHalf !== undefined ? 30 : quarter !== undefined ? 15 : numberOf(minutes ?? "");
        return to?.toLowerCase() === "to"
          ? clock(numberOf(hour) === 1 ? 12 : numberOf(hour) - 1, 60 - minute)
          : clock(numberOf(hour), minute);
      },
    )
    .replaceAll(
      behindPreposition(),
      (_said: string, word: string, hour: string, minutes: string) =>
        `${word} ${clock(numberOf(hour), numberOf(minutes))}`,
    )
    .replaceAll(
      withHalf(),
      (_said: string, hour: string, minutes: string | undefined, which: string) => {
        const written =
          minutes === undefined ? String(numberOf(hour)) : clock(numberOf(hour), numberOf(minutes));
        return written + which.replace(/([ap]) m$/i, "$1m");
      },
    );
}

function clock(hour: number, minute: number): string {
  return `${hour}:${String(minute).padStart(2, "0")}`;
}

function numberOf(said: string): number {
  const words = said.toLowerCase().replace(/^oh /, "").split(/[ -]/);
  return belowHundred(words, 0)?.value ?? 0;
}

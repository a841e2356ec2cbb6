import { hostileTexts, ordinaryText } from "./hostile-texts.ts";
import { workOnText } from "./work-on-text.ts";

/*
 * How long each part of the work on a text takes, by what the text is made of, in milliseconds; the
 * sentence encoder's own time is left out. The first argument names the lengths, the second a part
 * of the texts' names: `npm run bench:growth -- 10000,100000 digits`
 */
const [lengths = "100000", wanted = ""] = process.argv.slice(2);
const parts = Object.keys(workOnText);
const header = ["text".padEnd(44), " letters", ...parts.map((part) => part.padStart(9))];
process.stdout.write(`${header.join(" ")}\n`);

for (const [name, make] of Object.entries({ "ordinary talk": ordinaryText, ...hostileTexts })) {
  if (!name.includes(wanted)) continue;
  for (const length of lengths.split(",").map(Number)) {
    const text = make(length);
    const times: number[] = [];
    for (const work of Object.values(workOnText)) {
      const started = performance.now();
      await work(text);
      times.push(performance.now() - started);
    }
    const row = [name.padEnd(44), String(length).padStart(8), ...times.map(inColumn)];
    process.stdout.write(`${row.join(" ")}\n`);
  }
}

function inColumn(milliseconds: number): string {
  return String(Math.round(milliseconds)).padStart(9);
}

import { readFileSync } from "node:fs";
import type { Verdict } from "../domain/verdict.ts";
import type { Analyzer } from "../voice/analysis/analyzer.ts";
import { redact } from "../voice/analysis/redact.ts";
import { withDanger } from "./analysis/texts-to-learn.ts";
import type { Row } from "./publish.ts";

interface Ordinary {
  readonly text: string;
  readonly seconds: number;
}

/** Where in a message the danger is said, from 0 to 1. */
const places = { beginning: 0, middle: 0.5, end: 1 } as const;
const lengths = [20, 60, 120] as const;

function read<Line>(file: string): Line[] {
  return readFileSync(new URL(`./analysis/long/${file}.jsonl`, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

const percent = (part: number, all: number): string => `${((part / all) * 100).toFixed(1)} %`;

/**
 * Ordinary messages of 20, 60 and 120 seconds by one author, as they are and with each of the author's dangers said at the beginning, in
 * the middle and at the end.
 *
 * @param name of the rows
 * @param author whose texts they are
 */
export async function longMessages(
  analyzer: Analyzer,
  name: string,
  author: string,
): Promise<Row[]> {
  const judge = (text: string): Promise<Verdict> =>
    analyzer.analyze({
      text: redact(text),
      segments: [],
      country: null,
      calledFrom: null,
      contactName: null,
    });
  const ordinary = read<Ordinary>(`${author}-ordinary`);
  const dangers = read<{ text: string }>(`${author}-dangers`).map(({ text }) => text);
  const rows: Row[] = [];
  let found = 0;
  let all = 0;
  for (const seconds of lengths) {
    const around = ordinary.filter((one) => one.seconds === seconds);
    for (const [where, place] of Object.entries(places)) {
      let right = 0;
      for (const [index, danger] of dangers.entries()) {
        const { text } = withDanger(around[index % around.length]?.text ?? "", danger, place);
        if ((await judge(text)).urgency.level === 5) right++;
      }
      found += right;
      all += dangers.length;
      rows.push({
        figure: `${name}: level 5 found, ${seconds} s, danger at the ${where}`,
        value: percent(right, dangers.length),
        aim: "",
      });
    }
  }
  rows.push({
    figure: `${name}: level 5 found, of ${all}`,
    value: percent(found, all),
    aim: ">= 99 %",
  });
  for (const level of [5, 4] as const) {
    let alarms = 0;
    for (const { text } of ordinary) if ((await judge(text)).urgency.level >= level) alarms++;
    rows.push({
      figure: `${name}: ordinary messages called ${level === 5 ? "5" : "4 or 5"}, of ${ordinary.length}`,
      value: percent(alarms, ordinary.length),
      aim: level === 5 ? "<= 1 %" : "",
    });
  }
  return rows;
}

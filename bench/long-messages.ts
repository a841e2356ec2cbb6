import { readFileSync } from "node:fs";
import type { UrgencyLevel } from "../domain/voicemail/verdict.ts";
import type { Analyzer } from "../analysis/analyzer.ts";
import { redact } from "../text/redact.ts";
import { withDanger } from "../training/texts-to-learn.ts";
import type { Row } from "./publish.ts";

interface Ordinary {
  readonly text: string;
  readonly seconds: number;
}

/** Where in a message the danger is said, from 0 to 1. */
const places = { beginning: 0, middle: 0.5, end: 1 } as const;
const lengths = [20, 60, 120] as const;

interface Found {
  readonly seconds: number;
  readonly where: string;
  readonly level: UrgencyLevel;
}

function linesOf<Line>(file: string): Line[] {
  return readFileSync(new URL(file, import.meta.url), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Line);
}

const percent = (part: number, all: number): string => `${((part / all) * 100).toFixed(1)} %`;

/**
 * Ordinary messages of 20, 60 and 120 seconds by one author, as they are; and each of the author's
 * dangers said at the beginning, in the middle and at the end of three of them, one of each length.
 *
 * @param name of the rows
 * @param author whose texts they are
 */
export async function longMessages(
  analyzer: Analyzer,
  name: string,
  author: string,
): Promise<Row[]> {
  const ordinary = linesOf<Ordinary>(`../training/long/${author}-ordinary.jsonl`);
  const dangers = linesOf<{ readonly text: string }>(`../training/long/${author}-dangers.jsonl`);

  const found: Found[] = [];
  for (const [index, danger] of dangers.entries()) {
    for (const [turn, [where, place]] of Object.entries(places).entries()) {
      const seconds = lengths[(index + turn) % lengths.length] ?? lengths[0];
      const around = ordinary.filter((one) => one.seconds === seconds);
      const { text } = withDanger(around[index % around.length]?.text ?? "", danger.text, place);
      found.push({ seconds, where, level: await levelOf(analyzer, text) });
    }
  }
  const calm: UrgencyLevel[] = [];
  for (const { text } of ordinary) calm.push(await levelOf(analyzer, text));

  return rowsOf(name, found, calm);
}

interface Whole {
  readonly text: string;
  readonly urgency: UrgencyLevel;
  readonly seconds: number;
  readonly where: string | null;
}

/** Long messages that an author wrote as a whole, each danger amid its own caller's talk. */
export async function wholeLongMessages(analyzer: Analyzer, name: string): Promise<Row[]> {
  const found: Found[] = [];
  const calm: UrgencyLevel[] = [];
  for (const { text, seconds, where } of linesOf<Whole>("./analysis/long-held-back.jsonl")) {
    const level = await levelOf(analyzer, text);
    if (where === null) calm.push(level);
    else found.push({ seconds, where, level });
  }
  return rowsOf(name, found, calm);
}

async function levelOf(analyzer: Analyzer, text: string): Promise<UrgencyLevel> {
  const message = { segments: [], country: null, calledFrom: null, contactName: null };
  return (await analyzer.analyze({ ...message, text: redact(text) })).urgency.level;
}

function rowsOf(name: string, found: readonly Found[], calm: readonly UrgencyLevel[]): Row[] {
  const row = (figure: string, value: string, aim = ""): Row => ({
    figure: `${name}: ${figure}`,
    value,
    aim,
  });
  const share = (some: readonly Found[]): string =>
    percent(some.filter(({ level }) => level === 5).length, some.length);
  return [
    row(`danger found as 5, of ${found.length}`, share(found), ">= 99 %"),
    ...lengths.map((length) =>
      row(`- of ${length} s`, share(found.filter(({ seconds }) => seconds === length))),
    ),
    ...Object.keys(places).map((place) =>
      row(`- danger at the ${place}`, share(found.filter(({ where }) => where === place))),
    ),
    row(`- found as 4 or 5`, percent(found.filter(({ level }) => level >= 4).length, found.length)),
    row(
      `ordinary messages called 5, of ${calm.length}`,
      percent(calm.filter((level) => level === 5).length, calm.length),
      "<= 1 %",
    ),
    row(
      "ordinary messages called 4",
      percent(calm.filter((level) => level === 4).length, calm.length),
    ),
  ];
}

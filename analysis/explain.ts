import type { Verdict } from "../domain/voicemail/verdict.ts";
import { languageOf } from "../text/languages/language-of.ts";
import { straightApostrophes } from "../text/straight-apostrophes.ts";
import type { Analyzer, Message } from "./analyzer.ts";
import { sentencesOf } from "./learned/sentences.ts";
import { signsFired, type FiredSign } from "./rules-judgement.ts";

/** What a verdict would be without one sentence. */
export interface Without {
  readonly sentence: string;
  /** What it changes: from, to. */
  readonly changes: readonly string[];
}

/** What made a verdict: a line of `afterbeep explain`. */
export interface Explanation {
  /** BCP 47. What follows is said of English: other languages are judged by their tables alone. */
  readonly language: string;
  readonly verdict: Verdict;
  /** Rules whose words stand in the text, also those that did not decide. */
  readonly fired: readonly FiredSign[];
  /** Sentences without which the verdict would be another one. */
  readonly deciding: readonly Without[];
}

/** Says what made a verdict, and what would have changed it: every sentence is left out once. */
export async function explain(message: Message, analyzer: Analyzer): Promise<Explanation> {
  const verdict = await analyzer.analyze(message);
  const deciding: Without[] = [];
  for (const { text, start, end } of sentencesOf(message.text)) {
    const rest = message.text.slice(0, start) + " ".repeat(end - start) + message.text.slice(end);
    if (rest.trim() === "") continue;
    const changes = difference(verdict, await analyzer.analyze({ ...message, text: rest }));
    if (changes.length > 0) deciding.push({ sentence: text.trim(), changes });
  }
  const language = languageOf(message.text);
  return { language, verdict, fired: signsFired(straightApostrophes(message.text)), deciding };
}

function difference(one: Verdict, other: Verdict): string[] {
  const parts: readonly (readonly [string, string, string])[] = [
    ["urgency", String(one.urgency.level), String(other.urgency.level)],
    ["category", one.category, other.category],
    ["sentiment", one.sentiment.label, other.sentiment.label],
    ["intent", one.intent, other.intent],
    ["callback", one.callback?.number ?? "none", other.callback?.number ?? "none"],
  ];
  return parts
    .filter(([, before, after]) => before !== after)
    .map(([name, before, after]) => `${name} ${before} -> ${after}`);
}

import type { Assessment, Evidence, Verdict } from "../../domain/voicemail/verdict.ts";
import { fold } from "../../text/languages/fold.ts";
import { languageName, languageOf, wordsIn } from "../../text/languages/language-of.ts";
import { languages, type Language } from "../../text/languages/load-languages.ts";
import { locate } from "../../text/locate.ts";
import { straightApostrophes } from "../../text/straight-apostrophes.ts";
import type { Analyzer, Message } from "../analyzer.ts";
import { findCallback } from "../callback/callback.ts";
import { findCaller } from "../caller/caller.ts";
import { summarize } from "../summary.ts";
import { callbackIn } from "./callback-in.ts";
import { dangersIn, type FoundDanger } from "./dangers-in.ts";

/** From here on somebody must act today. */
const urgent = 4;

/** More quotes help nobody. */
const mostQuotes = 3;

/** Longer texts are judged by their beginning. */
const longestText = 20_000;

/**
 * Judges a message in whatever language it is. English is judged by the analyzer. Of another
 * language only what the tables know is: its dangers, and who sells; all else is unclassified, with
 * the language named, never routine. A model that knows languages keeps its verdict, but no danger
 * of the tables is talked down.
 */
export async function judgeInLanguage(
  message: Message,
  analyzer: Analyzer,
  options: { readonly signal?: AbortSignal } = {},
): Promise<Assessment> {
  // A language is told by words such as don't.
  const text = straightApostrophes(message.text.slice(0, longestText));
  const shown = { ...message, text };
  const code = languageOf(text);
  const dangers = dangersIn(text);
  if (code === "en") {
    return {
      status: "classified",
      ...noLess(await analyzer.analyze(message, options), shown, dangers),
    };
  }
  const language = languages().find((one) => one.code === code) ?? null;
  // Of a language without a table at least the digits are read.
  const callback = language ? callbackIn(shown, language) : findCallback(shown);
  const caller = findCaller(shown.text, shown.contactName);
  const known = { language: code, callback, caller };
  if (analyzer.name !== "local") {
    const verdict = await analyzer.analyze(message, options);
    if (verdict.analyzer !== "local") {
      const judged = { ...verdict, language: code, callback: verdict.callback ?? callback };
      return { status: "classified", ...noLess(judged, shown, dangers) };
    }
  }
  const english = await urgentEnglish(shown, analyzer, options);
  if (english) return { status: "classified", ...noLess(english, shown, dangers) };
  const [worst] = dangers;
  if (worst) return { status: "classified", ...inDanger(shown, worst, dangers), ...known };
  const sold = language && sellingIn(text, language);
  if (sold) return { status: "classified", ...selling(shown, sold), language: code };
  return { status: "unclassified", reason: `the message is in ${languageName(code)}`, ...known };
}

/** A verdict whose urgency is no less than that of a danger in another language. */
function noLess(verdict: Verdict, message: Message, dangers: readonly FoundDanger[]): Verdict {
  const [worst] = dangers;
  if (!worst || worst.level <= verdict.urgency.level) return verdict;
  const { category, urgency, topic } = inDanger(message, worst, dangers);
  return { ...verdict, category, urgency, topic, confidence: "medium" };
}

function inDanger(
  { text, segments, contactName }: Message,
  worst: FoundDanger,
  dangers: readonly FoundDanger[],
): Verdict {
  const deciding = dangers.filter(({ level }) => level === worst.level);
  return {
    ...withoutOpinion(text, contactName),
    urgency: { level: worst.level, evidence: quotes(text, segments, deciding) },
    category: "genuine",
    intent: worst.intent,
    topic: worst.topic,
  };
}

function selling({ text, contactName }: Message, category: "spam" | "robocall"): Verdict {
  return { ...withoutOpinion(text, contactName), category, intent: "sales", topic: category };
}

function withoutOpinion(text: string, contactName: string | null): Verdict {
  return {
    sentiment: { label: "neutral", score: 0, evidence: [] },
    urgency: { level: 1, evidence: [] },
    category: "genuine",
    intent: "other",
    callback: null,
    caller: { name: contactName, company: null, source: contactName === null ? null : "contact" },
    deadlines: [],
    references: [],
    topic: "other",
    summary: summarize(text),
    confidence: "medium",
    analyzer: "local",
  };
}

function quotes(
  text: string,
  segments: Message["segments"],
  dangers: readonly FoundDanger[],
): readonly Evidence[] {
  const apart = dangers.filter(
    ({ start }, at) => !dangers.slice(0, at).some((one) => start >= one.start && start < one.end),
  );
  return apart.slice(0, mostQuotes).map(({ start, end }) => locate(text, segments, start, end));
}

function sellingIn(text: string, { robot, sales }: Language): "spam" | "robocall" | null {
  const folded = fold(text);
  if (robot.test(folded)) return "robocall";
  return sales.test(folded) ? "spam" : null;
}

/** So many English words make a sentence one of English. */
const englishSentence = 4;

/** What a caller says in English beside another language, where it is urgent. */
async function urgentEnglish(
  message: Message,
  analyzer: Analyzer,
  options: { readonly signal?: AbortSignal },
): Promise<Verdict | null> {
  let some = false;
  const text = message.text.replaceAll(/[^.?!]{1,400}[.?!]*/g, (sentence) => {
    const english =
      languageOf(sentence) === "en" && wordsIn(sentence, "en").english >= englishSentence;
    some ||= english;
    return english ? sentence : " ".repeat(sentence.length);
  });
  if (!some) return null;
  const verdict = await analyzer.analyze({ ...message, text }, options);
  return verdict.urgency.level >= urgent ? verdict : null;
}

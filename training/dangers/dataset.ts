import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { longMessages, textsToLearn, type Text } from "../texts-to-learn.ts";
import { createDangerReader } from "../../analysis/danger/danger-reader.ts";
import { passagesOf } from "../../analysis/danger/passages.ts";
import { asRead } from "../../analysis/learned/as-read.ts";
import { withoutOrders } from "../../analysis/orders.ts";
import { redact } from "../../text/redact.ts";

/*
 * Writes the passages that the reader of dangers learns from, as the product reads them:
 *
 *   node training/dangers/dataset.ts passages.json
 */

/** A passage, and whether it tells of a danger, of something urgent. */
interface Labelled {
  readonly text: string;
  readonly danger: boolean;
  readonly urgent: boolean;
  readonly weight: number;
  /** Not learned from: the message, or `danger`, that it is of. */
  readonly aside?: string;
}

const authors = ["a", "b", "c"] as const;

/** One in so many long messages and dangers of an author is set aside. */
const setAside = 4;

/** Up to here a text says one thing, and is one passage. */
const longestPassage = 220;

/** From here on the reader that stands now points at the passage that makes a longer message urgent. */
const believed = 0.5;
/** Nobody has looked at what it points at. */
const pointedWeight = 0.7;

/** What the reader that stands now finds hard of what is calm counts more; of the rest it sees one in so many. */
const hardDanger = 0.02;
const hardUrgent = 0.05;
const hardWeight = 1.6;
const easyKept = 3;

const passages: Labelled[] = [];

function add(text: string, labels: Omit<Labelled, "text" | "weight"> & { weight?: number }): void {
  const read = asRead(text).trim();
  if (read !== "") passages.push({ text: read, weight: 1, ...labels });
}

const calm = { danger: false, urgent: false };
const danger = { danger: true, urgent: true };

const judged = ({ text, country }: Pick<Text, "text" | "country">): string =>
  withoutOrders(redact(text, country));

/** Ordinary messages, a passage each; and their first sentences, to stand beside dangers. */
function addOrdinary(): readonly string[] {
  const sentences: string[] = [];
  const ordinary = longMessages(authors).filter((one) => one.danger === undefined);
  for (const [index, message] of ordinary.entries()) {
    const aside = index % setAside === 0 ? { aside: `message ${index}` } : {};
    for (const { text } of passagesOf(judged(message))) {
      add(text, { ...calm, ...aside });
      sentences.push(text.split(/(?<=[.!?])\s+/)[0] ?? text);
    }
  }
  return sentences;
}

const ordinary = addOrdinary();
let turn = 0;
const some = (): string => ordinary[(turn += 97) % ordinary.length] ?? "";

/** A danger before, behind and between ordinary sentences, in turn. */
function beside(text: string): string {
  const orders = [`${text} ${some()}`, `${some()} ${text}`, `${some()} ${text} ${some()}`];
  return orders[turn % orders.length] ?? text;
}

const withText = z.object({ text: z.string() });

for (const author of authors) {
  const file = new URL(`../long/${author}-dangers.jsonl`, import.meta.url);
  for (const [index, line] of readFileSync(file, "utf8").trim().split("\n").entries()) {
    const { text } = withText.parse(JSON.parse(line));
    const aside = index % setAside === 0 ? { aside: "danger" } : {};
    add(text, { ...danger, ...aside });
    add(beside(text), { ...danger, ...aside });
  }
}

const reader = createDangerReader();

async function addText(one: Text): Promise<void> {
  const text = judged(one);
  const parts = passagesOf(text);
  if (one.urgency <= 3) {
    for (const part of parts) add(part.text, calm);
    return;
  }
  const labels = { danger: one.urgency === 5, urgent: true };
  if (parts.length <= 1 || text.length < longestPassage) {
    add(text, labels);
    if (labels.danger && !one.whole) add(beside(text), labels);
    return;
  }
  const chances = await reader.read(parts.map((part) => asRead(part.text)));
  const of = labels.danger ? "danger" : "urgent";
  const most = chances.reduce(
    (best, one_, at) => (one_[of] > (chances[best]?.[of] ?? 0) ? at : best),
    0,
  );
  if ((chances[most]?.[of] ?? 0) < believed) return;
  add(parts[most]?.text ?? "", { ...labels, weight: pointedWeight });
}

for (const text of textsToLearn([])) {
  // Who has dialled a wrong number may speak of anything.
  if (["genuine", "spam", "robocall"].includes(text.category)) await addText(text);
}

/** Without most of what the reader that stands now does not doubt. */
async function withoutEasy(all: readonly Labelled[]): Promise<readonly Labelled[]> {
  const chances = await reader.read(all.map(({ text }) => text));
  return all.flatMap((one, at) => {
    if (one.urgent || one.aside !== undefined) return [one];
    const read = chances[at];
    const isHard = read && (read.danger > hardDanger || read.urgent > hardUrgent);
    if (isHard) return [{ ...one, weight: one.weight * hardWeight }];
    return at % easyKept === 0 ? [one] : [];
  });
}

const kept = await withoutEasy(passages);
writeFileSync(process.argv[2] ?? "passages.json", JSON.stringify(kept));
process.stdout.write(`${kept.length} passages\n`);

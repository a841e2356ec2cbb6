import { writeFileSync } from "node:fs";
import { createEmbedder } from "../../analysis/learned/embedder.ts";
import { createMessageReader } from "../../analysis/read-message.ts";
import type { Balance } from "../../analysis/urgency/balance.ts";
import { signalNames, signalsOf } from "../../analysis/urgency/signals.ts";
import { believedOf } from "../../analysis/urgency/weigh-urgency.ts";
import { redact } from "../../text/redact.ts";
import { learn } from "../heads/learn.ts";
import { remembering } from "../heads/vector-cache.ts";
import { longMessages, ordinaryMessages, voicemailsOf, type Text } from "../texts-to-learn.ts";
import { printBorders, type Weighable } from "./print-borders.ts";

/*
 * Learns how much each signal of urgency counts, from texts from which neither the heads nor the
 * reader of dangers has learned. Run it after either was learned anew:
 *
 *   node training/balance/train.ts           writes analysis/urgency/balance.json
 *   node training/balance/train.ts --check   says what stands at which border, each author left out
 */

const cacheFile = process.argv.find((one) => one.startsWith("--cache="))?.slice(8) ?? null;
/** Seventeen signals, some of them alike: the weights stay small. */
const trust = 0.3;
/** Most long messages stand in the list four times: with three dangers, and without. */
const longWeight = 0.5;

const texts: readonly (readonly [Text, boolean])[] = [
  ...voicemailsOf("balance")
    .filter(({ category }) => category === "genuine")
    .map((text) => [text, false] as const),
  ...longMessages(["f"]).map((text) => [text, true] as const),
  ...ordinaryMessages("e").map((text) => [text, true] as const),
];

async function readAll(): Promise<readonly Weighable[]> {
  const read = createMessageReader({ embedder: remembering(createEmbedder(), cacheFile) });
  const all: Weighable[] = [];
  for (const [text, isLong] of texts) {
    const { message, rules, passages, learned } = await read({
      text: redact(text.text, text.country),
      segments: [],
      country: text.country,
      calledFrom: null,
      contactName: null,
    });
    if (!learned) throw new Error("the encoder of sentences did not load");
    const { situations } = rules;
    const standing = believedOf(situations, passages);
    const signals = signalsOf({ message, standing, situations, passages, learned });
    all.push({ text, isLong, signals });
  }
  return all;
}

function sideFrom(messages: readonly Weighable[], least: 4 | 5): Balance["urgent"] {
  const means = signalNames.map((_, at) => mean(messages.map(({ signals }) => signals[at] ?? 0)));
  const spreads = signalNames.map((_, at) =>
    Math.sqrt(
      mean(messages.map(({ signals }) => ((signals[at] ?? 0) - (means[at] ?? 0)) ** 2)) + 1e-9,
    ),
  );
  const examples = messages.map(({ text, isLong, signals }) => ({
    seen: {
      dense: signals.map((one, at) => (one - (means[at] ?? 0)) / (spreads[at] ?? 1)),
      terms: [],
    },
    is: text.urgency >= least,
    weight: isLong ? longWeight : 1,
  }));
  const { bias, dense } = learn(examples, 0, trust);
  const weights = Array.from(dense, (one, at) => round(one / (spreads[at] ?? 1)));
  return {
    weights,
    bias: round(bias - weights.reduce((sum, one, at) => sum + one * (means[at] ?? 0), 0)),
  };
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, one) => sum + one, 0) / values.length;
const round = (value: number): number => Math.round(value * 1e3) / 1e3;

const balanceFrom = (messages: readonly Weighable[]): Balance => ({
  urgent: sideFrom(messages, 4),
  danger: sideFrom(messages, 5),
});

const messages = await readAll();
if (process.argv.includes("--check")) {
  for (const side of ["urgent", "danger"] as const) {
    const authors = [...new Set(messages.map(({ text }) => text.author))];
    const checked = authors.map((author) => {
      const isOut = ({ text }: Weighable): boolean => text.author === author;
      const balance = balanceFrom(messages.filter((one) => !isOut(one)));
      return messages.filter(isOut).map((message) => ({ message, side: balance[side] }));
    });
    printBorders(side, checked.flat());
  }
} else {
  const place = new URL("../../analysis/urgency/balance.json", import.meta.url);
  writeFileSync(place, `${JSON.stringify(balanceFrom(messages), null, 2)}\n`);
  process.stdout.write(`learned from ${messages.length} messages\n`);
}
